import { createScoreBins, type ScorePrecision } from './score-bins.ts'

/**
 * Finds the part of a plan that a score is in. Bins with splits are divided once more by the next bits of the number; most such
 * sub-bins hold no split or one.
 */
export interface PartFinder {
  /** By bin: 1 where it holds splits. */
  readonly marked: Uint8Array
  /**
   * Counts up the part of each score.
   *
   * @param scores the first `count` of them, in marked bins
   * @param words their binary form; of two words the upper one second
   * @param parts by part, counted up
   * @param kept by part: 1 when its scores are kept
   * @param keptScores receives the scores that are kept; one longer than the scores
   * @returns how many are kept
   */
  countParts(
    scores: Float32Array | Float64Array,
    words: Int32Array,
    count: number,
    parts: Float64Array,
    kept: Uint8Array,
    keptScores: Float32Array | Float64Array,
  ): number
}

/** Our choice. */
const subBits = 4
const subMask = (1 << subBits) - 1

export function createPartFinder(precision: ScorePrecision, splits: Float64Array): PartFinder {
  const { size, shift, indexOf } = createScoreBins(precision)
  // by bin: its row of sub-bins
  const rowOf = new Uint32Array(size)
  const marked = new Uint8Array(size)
  const starts: number[] = []
  const indices: number[] = []
  for (let i = 0; i < splits.length; i++) {
    const index = indexOf(splits[i]!)
    if (marked[index] === 1) continue
    marked[index] = 1
    rowOf[index] = starts.length
    starts.push(i)
    indices.push(index)
  }
  // the smallest negative numbers are in the bin of 0, see ScoreBins
  marked[size / 2] = marked[0]!
  rowOf[size / 2] = rowOf[0]!

  // by row and sub-bin: the last split that is not above any score of the sub-bin
  const firstOf = new Uint32Array(starts.length << subBits)
  const lowestOf = lowestOfSubBins(precision, shift - subBits)
  for (let row = 0; row < starts.length; row++) {
    const index = indices[row]!
    const isNegative = index > size / 2
    const last = (starts[row + 1] ?? splits.length) - 1
    let part = starts[row]!
    for (let step = 0; step <= subMask; step++) {
      const sub = isNegative ? subMask - step : step // ascending scores
      const lowest = index === 0 ? -Infinity : lowestOf((index << subBits) | sub)
      while (part < last && splits[part + 1]! <= lowest) part++
      firstOf[(row << subBits) | sub] = part
    }
  }
  const bounds = new Float64Array(splits.length + 1)
  bounds.set(splits)
  bounds[splits.length] = Infinity
  const wordsEach = precision === 'float32' ? 1 : 2
  return {
    marked,
    countParts: (scores, words, count, parts, kept, keptScores) => {
      let keptCount = 0
      for (let i = 0; i < count; i++) {
        const score = scores[i]!
        const upper = words[(i + 1) * wordsEach - 1]!
        const sub = (upper >>> (shift - subBits)) & subMask
        let part = firstOf[(rowOf[upper >>> shift]! << subBits) | sub]!
        while (bounds[part + 1]! <= score) part++
        parts[part]!++
        keptScores[keptCount] = score
        keptCount += kept[part]!
      }
      return keptCount
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
