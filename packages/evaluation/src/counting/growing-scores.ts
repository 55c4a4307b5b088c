import { concatenate } from '@maskmirror/core'
import type { ScoreArray } from './pass-plan.ts'
import type { ScorePrecision } from './score-bins.ts'

/** Scores that are kept one by one, up to a limit. */
export interface GrowingScores {
  append(scores: ScoreArray): void
  /** Null when there were more than the limit. */
  ascending(): ScoreArray | null
}

/** Scores of one array: growing costs no copy and at most this much is not used (our choice). */
const chunkLength = 65_536

export function createGrowingScores(precision: ScorePrecision, limit: number): GrowingScores {
  const type = precision === 'float32' ? Float32Array : Float64Array
  const chunks: ScoreArray[] = []
  let inLast = chunkLength
  let count = 0
  return {
    append: (scores) => {
      count += scores.length
      if (count > limit) {
        chunks.length = 0
        return
      }
      for (let from = 0; from < scores.length; ) {
        if (inLast === chunkLength) {
          chunks.push(new type(chunkLength))
          inLast = 0
        }
        const part = scores.subarray(from, Math.min(scores.length, from + chunkLength - inLast))
        chunks.at(-1)!.set(part, inLast)
        inLast += part.length
        from += part.length
      }
    },
    ascending: () => {
      if (count > limit) return null
      const last = chunks.length - 1
      return concatenate<ScoreArray>(
        type,
        chunks.map((chunk, i) => (i === last ? chunk.subarray(0, inLast) : chunk)),
      ).sort()
    },
  }
}
