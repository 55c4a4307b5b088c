import type { ScoreRange } from '#score-histogram.ts'

/** What a first pass over all scores finds out for histogram and area. */
export interface FirstLook {
  add(scores: Float64Array, genuine: Uint8Array): void
  /** From the smallest to the largest score; half a unit more on both sides when all are equal. */
  range(): ScoreRange
  /** Every genuine score, ascending; null when there were more than the limit. */
  genuine(): Float64Array | null
}

/** @param limit how many genuine scores are kept at most */
export function createFirstLook(limit: number): FirstLook {
  // memory that is never written to is never taken
  const kept = new Float64Array(limit)
  let count = 0
  let low = Infinity
  let high = -Infinity
  return {
    add: (scores, genuine) => {
      for (let i = 0; i < scores.length; i++) {
        const score = scores[i]!
        if (score < low) low = score
        if (score > high) high = score
        if (genuine[i] === 1) kept[count++] = score // past the limit nothing is written
      }
    },
    range: () => (low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }),
    genuine: () => (count > limit ? null : kept.subarray(0, count).sort()),
  }
}
