import type { PassPlan } from './pass-plan.ts'
import { createScoreBins, indexShift } from './score-bins.ts'

/**
 * Finds the part of a plan that a score is in. Bins with splits are divided once more; most such sub-bins hold no split or one.
 */
export interface PartFinder {
  /** By bin: 1 where it holds splits. */
  readonly marked: Uint8Array
  /**
   * Counts up the part of each score.
   *
   * @param scores the first `count` of them, in marked bins
   * @param parts by part, counted up
   * @param kept by part: 1 when its scores are kept
   * @param keptScores receives the scores that are kept; one longer than the scores
   * @returns how many are kept
   */
  countParts(
    scores: Float32Array | Float64Array,
    count: number,
    parts: Float64Array,
    kept: Uint8Array,
    keptScores: Float32Array | Float64Array,
  ): number
}

/** What the splits of a bin, or of several that are kept as a whole, divide it into. */
interface Row {
  readonly index: number
  readonly firstPart: number
  lastPart: number
}

/** Our choice. */
const subBits = 4
const subMask = (1 << subBits) - 1

export function createPartFinder({ precision, splits, kept }: PassPlan): PartFinder {
  const { size, lastPosition, alsoZero, indexOf, positionOf, indexAt, lowest } = createScoreBins(precision)
  // by bin: its row of sub-bins
  const rowOf = new Uint32Array(size)
  const marked = new Uint8Array(size)
  const rows: Row[] = []
  for (let part = 0; part < splits.length; part++) {
    const index = indexOf(splits[part]!)
    if (marked[index] === 1) rows[rowOf[index]!]!.lastPart = part
    else {
      marked[index] = 1
      rowOf[index] = rows.length
      rows.push({ index, firstPart: part, lastPart: part })
    }
    if (kept[part] === 0) continue
    const end = splits[part + 1] ?? Infinity
    for (let position = positionOf(index) + 1; position <= lastPosition && lowest(position + 1) <= end; position++) {
      marked[indexAt(position)] = 1
      rowOf[indexAt(position)] = rows.length
    }
    rows.push({ index, firstPart: part, lastPart: part })
  }
  if (alsoZero !== null) {
    marked[alsoZero] = marked[0]!
    rowOf[alsoZero] = rowOf[0]!
  }
  // by row and sub-bin: the last split that is not above any score of the sub-bin
  const firstOf = new Uint32Array(rows.length << subBits)
  const lowestOf = precision === 'float32' ? lowestOfEqualWidth : lowestOfUpperBits()
  for (let row = 0; row < rows.length; row++) {
    const { index, firstPart, lastPart } = rows[row]!
    if (firstPart === lastPart) {
      firstOf.fill(firstPart, row << subBits, (row + 1) << subBits)
      continue
    }
    const isNegative = precision === 'float64' && index > size / 2
    let part = firstPart
    for (let step = 0; step <= subMask; step++) {
      const sub = isNegative ? subMask - step : step // ascending scores
      const lowestInside = index === 0 || index === size - 1 ? -Infinity : lowestOf((index << subBits) | sub)
      while (part < lastPart && splits[part + 1]! <= lowestInside) part++
      firstOf[(row << subBits) | sub] = part
    }
  }
  const bounds = new Float64Array(splits.length + 1)
  bounds.set(splits)
  bounds[splits.length] = Infinity
  return {
    marked,
    countParts: (scores, count, parts, kept, keptScores) => {
      if (scores instanceof Float32Array) {
        let keptCount = 0
        for (let i = 0; i < count; i++) {
          const score = scores[i]!
          const place = Math.floor(score * 131072) + 262144
          const fine = place >= 0 ? (place < 524288 ? place : 524287) : 0
          let part = firstOf[(rowOf[fine >> 4]! << 4) | (fine & 15)]!
          while (bounds[part + 1]! <= score) part++
          parts[part]!++
          keptScores[keptCount] = score
          keptCount += kept[part]!
        }
        return keptCount
      }
      const words = new Int32Array(scores.buffer)
      let keptCount = 0
      for (let i = 0; i < count; i++) {
        const score = scores[i]!
        const upper = words[2 * i + 1]!
        const sub = (upper >>> (indexShift - subBits)) & subMask
        let part = firstOf[(rowOf[upper >>> indexShift]! << subBits) | sub]!
        while (bounds[part + 1]! <= score) part++
        parts[part]!++
        keptScores[keptCount] = score
        keptCount += kept[part]!
      }
      return keptCount
    },
  }
}

function lowestOfEqualWidth(fine: number): number {
  return (fine - 262144) / 131072
}

/** The smallest number with given upper bits: for a negative one all lower bits are set. */
function lowestOfUpperBits(): (upperBits: number) => number {
  const subShift = indexShift - subBits
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  return (upperBits) => {
    const isNegative = (upperBits << subShift) >>> 31 === 1
    words[0] = isNegative ? 0xffff_ffff : 0
    words[1] = (upperBits << subShift) | (isNegative ? (1 << subShift) - 1 : 0)
    return number[0]!
  }
}
