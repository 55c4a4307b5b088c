import { indexShift } from './counting-loops.ts'

/** How scores are kept while they are counted: products of embeddings are float32, numbers of a text file float64. */
export type ScorePrecision = 'float32' | 'float64'

/**
 * A fixed division of all numbers into bins that keep their order: a bin is the upper bits of the number's binary form, so that
 * finding it costs one shift and no range has to be known before. Each octave has 2048 bins in float32 and 512 in float64.
 */
export interface ScoreBins {
  /** How many indices there are: 2^20 or 2^21. */
  readonly size: number
  /** The upper 32 bits of a score, shifted right by this, are its index; `size / 2` then means 0, see `indexOf`. */
  readonly shift: number
  /** Where a number is counted. The smallest negative numbers are with 0, because a negative zero equals zero. */
  indexOf(value: number): number
  /** The place of an index in ascending order of scores: a whole number, 0 for the bin that holds 0. */
  positionOf(index: number): number
  /** The smallest number of the bin at a position. */
  lowest(position: number): number
  /** The smallest number of this precision that is not below a number. */
  atLeast(value: number): number
  /** The next larger number of this precision. */
  next(value: number): number
}

export function createScoreBins(precision: ScorePrecision): ScoreBins {
  const isSingle = precision === 'float32'
  const shift = indexShift[precision]
  const size = 2 ** (32 - shift)
  const half = size / 2
  const number = isSingle ? new Float32Array(1) : new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  // numbers are stored with their lower half first on every machine that JavaScript runs on today
  const upper = words.length - 1
  const next = (value: number) => {
    number[0] = value + 0 // -0 becomes 0
    if (number[0] >= 0) {
      words[0]!++
      if (upper === 1 && words[0] === 0) words[1]!++
    } else {
      const borrow = upper === 1 && words[0] === 0
      words[0]!--
      if (borrow) words[1]!--
    }
    return number[0]! + 0
  }
  const edge = (magnitude: number) => {
    words.fill(0)
    words[upper] = magnitude << shift
    return number[0]!
  }
  return {
    size,
    shift,
    indexOf: (value) => {
      number[0] = value
      const index = words[upper]! >>> shift
      return index === half ? 0 : index
    },
    positionOf: (index) => (index <= half ? index % half : half - index),
    lowest: (position) => (position > 0 ? edge(position) : next(-edge(1 - position))),
    atLeast: (value) => {
      number[0] = value
      const nearest = number[0]!
      return nearest < value ? next(nearest) : nearest + 0
    },
    next,
  }
}
