import { EvaluationError } from '#evaluation-error.ts'
import { largestScore } from '#prepared-scores.ts'
import { createClassCounter } from './class-counter.ts'
import { createPartFinder } from './find-part.ts'
import type { PassCounts, PassPlan } from './pass-plan.ts'
import type { PartMoments } from './running-moments.ts'

/** Counts the scores of one pass. Memory does not grow with their number. */
export interface PassCounter {
  /**
   * Counts scores of one class.
   *
   * @param scores of the plan's precision
   * @param options.from first one; default 0
   * @param options.to one past the last; default all
   * @throws EvaluationError `score-not-finite`, `score-too-large`; nothing of this counter can be used afterwards
   */
  add(side: 'genuine' | 'impostor', scores: Float32Array | Float64Array, from?: number, to?: number): void
  /** Counts scores of both classes; 1 in `genuine` marks a genuine score. Throws as `add` does. */
  addLabelled(scores: Float32Array | Float64Array, genuine: Uint8Array): void
  /** Counts comparisons without a score; they are never accepted. */
  addFailed(side: 'genuine' | 'impostor', count: number): void
  /**
   * Mean and spread of what was added since the last call; `counts` leaves them out then. Whoever joins them in an order of its
   * own gets the same last digits however the work was shared out.
   */
  takeMoments(): Record<'genuine' | 'impostor', PartMoments>
  counts(): PassCounts
}

/** Scores of one class that `addLabelled` puts side by side (our choice: they stay in the first cache). */
const gathered = 2048

export function createPassCounter(plan: PassPlan): PassCounter {
  const finder = plan.splits.length === 0 ? null : createPartFinder(plan)
  const sides = {
    genuine: createClassCounter(plan, finder, plan.genuineLimit),
    impostor: createClassCounter(plan, finder, 0),
  }
  const scratch = () => (plan.precision === 'float32' ? new Float32Array(gathered) : new Float64Array(gathered))
  const genuineScratch = scratch()
  const impostorScratch = scratch()
  const requirePrecision = (scores: Float32Array | Float64Array) => {
    if (scores instanceof Float32Array === (plan.precision === 'float32')) return
    throw new TypeError(`Expected ${plan.precision} scores but received a ${scores.constructor.name}`)
  }
  const count = (side: 'genuine' | 'impostor', scores: Float32Array | Float64Array, from: number, to: number) => {
    if (!sides[side].add(scores, from, to)) throw unusableScore(side, scores, from, to)
  }
  return {
    add: (side, scores, from = 0, to = scores.length) => {
      requirePrecision(scores)
      count(side, scores, from, to)
    },
    addLabelled: (scores, genuine) => {
      requirePrecision(scores)
      for (let start = 0; start < scores.length; start += gathered) {
        const end = Math.min(start + gathered, scores.length)
        let g = 0
        let i = 0
        for (let k = start; k < end; k++) {
          const isGenuine = genuine[k]!
          genuineScratch[g] = scores[k]!
          impostorScratch[i] = scores[k]!
          g += isGenuine
          i += 1 - isGenuine
        }
        count('genuine', genuineScratch, 0, g)
        count('impostor', impostorScratch, 0, i)
      }
    },
    addFailed: (side, failures) => sides[side].addFailed(failures),
    takeMoments: () => ({ genuine: sides.genuine.takeMoments(), impostor: sides.impostor.takeMoments() }),
    counts: () => ({
      genuine: sides.genuine.counts(),
      impostor: sides.impostor.counts(),
      genuineScores: plan.genuineLimit === 0 ? null : sides.genuine.all(),
    }),
  }
}

function unusableScore(
  side: 'genuine' | 'impostor',
  scores: Float32Array | Float64Array,
  from: number,
  to: number,
): EvaluationError {
  const at = scores.subarray(from, to).findIndex((score) => !(Math.abs(score) <= largestScore))
  const score = scores[from + at]!
  const finite = Number.isFinite(score)
  return new EvaluationError({
    code: finite ? 'score-too-large' : 'score-not-finite',
    message: `Expected every ${side} score to be ${finite ? `within ±${largestScore}` : 'a finite number'} but received ${score}`,
    details: { side, score },
  })
}
