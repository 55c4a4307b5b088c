import { createGrowingScores } from '#counting/growing-scores.ts'
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
  const kept = createGrowingScores(limit)
  let own = new Float64Array()
  let low = Infinity
  let high = -Infinity
  return {
    add: (scores, genuine) => {
      if (own.length < scores.length) own = new Float64Array(scores.length)
      let count = 0
      for (let i = 0; i < scores.length; i++) {
        const score = scores[i]!
        if (score < low) low = score
        if (score > high) high = score
        if (genuine[i] === 1) own[count++] = score
      }
      kept.append(own.subarray(0, count))
    },
    range: () => (low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }),
    genuine: () => {
      const lists = kept.values()
      if (lists === null) return null
      const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const list of lists) {
        all.set(list, at)
        at += list.length
      }
      return all.sort()
    },
  }
}
