import { EvaluationError } from './evaluation-error.ts'

/** Comparisons that gave no score, by class. */
export interface FailedComparisons {
  readonly genuine: number
  readonly impostor: number
}

/**
 * Scores of one setting, checked and sorted once; every measure of this package reads them.
 *
 * A failed comparison counts as one that can never be accepted: a failed genuine comparison is a false non-match at every
 * threshold, a failed impostor comparison is never a false match (generalised error rates of ISO/IEC 19795-1).
 */
export interface PreparedScores {
  /** Ascending, finite, no negative zero. */
  readonly genuine: Float64Array
  /** Ascending, finite, no negative zero. */
  readonly impostor: Float64Array
  /** Failed comparisons that the rates count; zero when rates are over scored comparisons only. */
  readonly failed: FailedComparisons
  /** Scored plus failed genuine comparisons: what FNMR divides by. At least 1. */
  readonly genuineCount: number
  /** Scored plus failed impostor comparisons: what FMR divides by. At least 1. */
  readonly impostorCount: number
}

/** Scores of larger size are refused, so that sums of squares stay finite (our choice). */
export const largestScore = 1e150

/**
 * Checks, copies and sorts the scores of one setting, O(n log n).
 *
 * @param input.genuine scores of pairs of one person, any order; higher is more similar
 * @param input.impostor scores of pairs of two people, any order
 * @param input.failed comparisons without a score that the rates shall count; default none
 * @throws EvaluationError `score-not-finite` and `score-too-large` name side and index; `scores-empty` when a side has neither
 *   scores nor failures, or nothing at all was scored; `count-out-of-range` when a failure count is no whole number from 0
 */
export function prepareScores(input: {
  genuine: ArrayLike<number>
  impostor: ArrayLike<number>
  failed?: FailedComparisons
}): PreparedScores {
  const genuine = sortedCopy(input.genuine, 'genuine')
  const impostor = sortedCopy(input.impostor, 'impostor')
  const failed = input.failed ?? { genuine: 0, impostor: 0 }
  for (const side of ['genuine', 'impostor'] as const) {
    const count = failed[side]
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new EvaluationError({
        code: 'count-out-of-range',
        message: `Expected failed.${side} to be a whole number of at least 0 but received ${count}`,
        details: { side, count },
      })
    }
  }
  const genuineCount = genuine.length + failed.genuine
  const impostorCount = impostor.length + failed.impostor
  requireSome('genuine', genuineCount)
  requireSome('impostor', impostorCount)
  requireSome('scored', genuine.length + impostor.length)
  return { genuine, impostor, failed: { ...failed }, genuineCount, impostorCount }
}

/** @throws EvaluationError `scores-empty` for no comparisons of a kind, or none with a score */
export function requireSome(kind: 'genuine' | 'impostor' | 'scored', count: number): void {
  if (count > 0) return
  throw new EvaluationError({
    code: 'scores-empty',
    message: `Expected at least one ${kind} comparison but received 0`,
    details: { kind },
  })
}

function sortedCopy(scores: ArrayLike<number>, side: 'genuine' | 'impostor'): Float64Array {
  const copy = new Float64Array(scores.length)
  for (let i = 0; i < copy.length; i++) {
    const score = scores[i]!
    if (!Number.isFinite(score)) {
      throw new EvaluationError({
        code: 'score-not-finite',
        message: `Expected ${side} score ${i} to be a finite number but received ${score}`,
        details: { side, index: i, score },
      })
    }
    if (Math.abs(score) > largestScore) {
      throw new EvaluationError({
        code: 'score-too-large',
        message: `Expected ${side} score ${i} within ±${largestScore} but received ${score}`,
        details: { side, index: i, score },
      })
    }
    copy[i] = score + 0 // -0 becomes 0, so that equal scores are one threshold
  }
  return copy.sort()
}
