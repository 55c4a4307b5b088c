/** From which positions of the source each position of a result is mixed. */
export interface Shares {
  /** For each position of the result the first of the source. */
  readonly first: Int32Array
  /** How many from there on. */
  readonly count: Int32Array
  /** The weights of these, position after position; those of each add up to 1. */
  readonly weights: Float64Array
}

/** A triangle around each position's place in the source, as wide as what it covers there and never narrower than two. */
export function sharesOf(from: number, to: number): Shares {
  const scale = from / to
  const radius = Math.max(1, scale)
  const first = new Int32Array(to)
  const count = new Int32Array(to)
  const weights = new Float64Array(to * (Math.floor(2 * radius) + 1))
  let end = 0
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale - 0.5
    first[i] = Math.max(0, Math.ceil(centre - radius))
    count[i] = Math.min(from - 1, Math.floor(centre + radius)) - first[i]! + 1
    const start = end
    let sum = 0
    for (let at = first[i]!; end < start + count[i]!; at++) {
      const weight = Math.max(0, 1 - Math.abs(at - centre) / radius)
      weights[end++] = weight
      sum += weight
    }
    for (let k = start; k < end; k++) weights[k]! /= sum
  }
  return { first, count, weights: weights.subarray(0, end) }
}
