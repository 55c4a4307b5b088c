/** How scores are kept while they are counted: products of embeddings are float32, numbers of a text file float64. */
export type ScorePrecision = 'float32' | 'float64'

/**
 * A fixed division of all numbers into bins that keep their order, so that no range has to be known before.
 *
 * float32 scores are cosines: bins of equal width, 2^-13, from -2 up to 2, all that is beyond in the outermost two; a cosine falls
 * into some thousand of them, which stay in the first cache. float64 scores can be anything: a bin is the upper bits of the number's
 * binary form, 512 in each octave.
 */
export interface ScoreBins {
  /** How many indices there are: 2^15 or 2^21. */
  readonly size: number
  /** Positions of the lowest and the highest bin. */
  readonly firstPosition: number
  readonly lastPosition: number
  /** One more index that a loop can find for numbers of the bin that holds 0; null when there is none. */
  readonly alsoZero: number | null
  /** Where a number is counted. */
  indexOf(value: number): number
  /** The place of an index in ascending order of scores. */
  positionOf(index: number): number
  /** The other way round. */
  indexAt(position: number): number
  /** The smallest number of the bin at a position; with the one after the last, what no score reaches. */
  lowest(position: number): number
  /** The smallest number of this precision that is not below a number. */
  atLeast(value: number): number
  /** The next larger number of this precision. */
  next(value: number): number
}

export function createScoreBins(precision: ScorePrecision): ScoreBins {
  return precision === 'float32' ? binsOfEqualWidth() : binsOfUpperBits()
}

/** count-cosines.wat holds the same numbers. */
const binsInOne = 2 ** 13
const binOfZero = 2 ** 14

/** Above every float32 number. */
const beyondFloat32 = 2 ** 128

function binsOfEqualWidth(): ScoreBins {
  const size = 2 * binOfZero
  const number = new Float32Array(1)
  const words = new Int32Array(number.buffer)
  const next = (value: number) => {
    number[0] = value + 0 // -0 becomes 0
    words[0]! += number[0]! >= 0 ? 1 : -1
    return Math.min(number[0]! + 0, beyondFloat32)
  }
  return {
    size,
    firstPosition: 0,
    lastPosition: size - 1,
    alsoZero: null,
    indexOf: (value) => Math.min(Math.max(Math.floor(value * binsInOne) + binOfZero, 0), size - 1),
    positionOf: (index) => index,
    indexAt: (position) => position,
    lowest: (position) => {
      if (position <= 0) return -beyondFloat32
      return position < size ? (position - binOfZero) / binsInOne : beyondFloat32
    },
    atLeast: (value) => {
      number[0] = value
      const nearest = number[0]
      return nearest < value ? next(nearest) : nearest + 0
    },
    next,
  }
}

/** The upper 32 bits of a float64 score, shifted right by this, are its index. */
export const indexShift = 11

function binsOfUpperBits(): ScoreBins {
  const size = 2 ** (32 - indexShift)
  const half = size / 2
  const number = new Float64Array(1)
  // numbers are stored with their lower half first on every machine that JavaScript runs on today
  const words = new Uint32Array(number.buffer)
  const next = (value: number) => {
    number[0] = value + 0 // -0 becomes 0
    if (number[0] >= 0) {
      words[0]!++
      if (words[0] === 0) words[1]!++
    } else {
      if (words[0] === 0) words[1]!--
      words[0]!--
    }
    return number[0]! + 0
  }
  const edge = (magnitude: number) => {
    words[0] = 0
    words[1] = magnitude << indexShift
    return number[0]!
  }
  return {
    size,
    firstPosition: 1 - half,
    lastPosition: half - 1,
    // the smallest negative numbers are with 0, because a negative zero equals zero
    alsoZero: half,
    indexOf: (value) => {
      number[0] = value
      const index = words[1]! >>> indexShift
      return index === half ? 0 : index
    },
    positionOf: (index) => (index <= half ? index % half : half - index),
    indexAt: (position) => (position >= 0 ? position : half - position),
    lowest: (position) => (position > 0 ? edge(position) : next(-edge(1 - position))),
    atLeast: (value) => value + 0,
    next,
  }
}
