import { createScoreBins, type ScorePrecision } from './score-bins.ts'

/** Finds the part of a plan that a score is in: bins with splits are divided once more by the next bits of the number. */
export interface PartFinder {
  /** By bin: 1 where it holds splits. */
  readonly marked: Uint8Array
  /**
   * @param score in a marked bin
   * @param upper its upper 32 bits
   */
  find(score: number, upper: number): number
}

/** Sub-bins of a bin: most then hold no split or one (our choice). */
const subBits = 4

export function createPartFinder(precision: ScorePrecision, splits: Float64Array): PartFinder {
  const { size, shift, indexOf } = createScoreBins(precision)
  const half = size / 2
  const subShift = shift - subBits
  const rowOf = new Uint32Array(size)
  const marked = new Uint8Array(size)
  const rowStarts: number[] = []
  const rowIndices: number[] = []
  for (let i = 0; i < splits.length; i++) {
    const index = indexOf(splits[i]!)
    if (marked[index] === 1) continue
    marked[index] = 1
    rowOf[index] = rowStarts.length
    rowStarts.push(i)
    rowIndices.push(index)
  }
  // the smallest negative numbers are in the bin of 0, see ScoreBins
  marked[half] = marked[0]!
  rowOf[half] = rowOf[0]!

  // by sub-bin: the last split that is not above any of its scores
  const firstOf = new Uint32Array(rowStarts.length << subBits)
  const lowestOf = lowestOfSubBins(precision, subShift)
  for (const [row, start] of rowStarts.entries()) {
    const end = rowStarts[row + 1] ?? splits.length
    const index = rowIndices[row]!
    for (let sub = 0; sub < 1 << subBits; sub++) {
      const lowest = index === 0 ? -Infinity : lowestOf((index << subBits) | sub)
      let low = start
      let high = end
      while (high - low > 1) {
        const middle = (low + high) >>> 1
        if (splits[middle]! <= lowest) low = middle
        else high = middle
      }
      firstOf[(row << subBits) | sub] = low
    }
  }
  const bounded = new Float64Array(splits.length + 1)
  bounded.set(splits)
  bounded[splits.length] = Infinity
  return {
    marked,
    find: (score, upper) => {
      const sub = (upper >>> subShift) & ((1 << subBits) - 1)
      let part = firstOf[(rowOf[upper >>> shift]! << subBits) | sub]!
      while (bounded[part + 1]! <= score) part++
      return part
    },
  }
}

/** The smallest number with given upper bits: for a negative one all lower bits are set. */
function lowestOfSubBins(precision: ScorePrecision, subShift: number): (upperBits: number) => number {
  const number = precision === 'float32' ? new Float32Array(1) : new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  const upper = words.length - 1
  return (upperBits) => {
    const isNegative = (upperBits << subShift) >>> 31 === 1
    words.fill(isNegative ? 0xffff_ffff : 0)
    words[upper] = (upperBits << subShift) | (isNegative ? (1 << subShift) - 1 : 0)
    return number[0]!
  }
}
