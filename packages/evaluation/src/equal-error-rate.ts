import { falseMatchesAt, falseNonMatchesAt, fmrAt, fnmrAt } from './error-rates.ts'
import { nextDouble } from './next-double.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { convexHullEer } from './roc-convex-hull.ts'
import { countBelow, firstWhere } from './sorted-array.ts'

export interface EqualErrorRate {
  /** Midpoint of `low` and `high`, 0..1. */
  readonly eer: number
  /** The smaller of the two rates at `threshold`. Equal to `high` when the step functions meet. */
  readonly low: number
  readonly high: number
  readonly threshold: number
  /** Crossing of the diagonal and the lower convex hull of all (FMR, FNMR) points; never above 0.5 (Brümmer & de Villiers, BOSARIS, 2013). */
  readonly convexHull: number
}

/**
 * Equal error rate by the rule of the Fingerprint Verification Competition (Maio et al., FVC2000).
 *
 * FMR falls and FNMR rises in steps. Where they meet, that is the EER. Otherwise, of the last threshold with FNMR < FMR and
 * the first with FNMR > FMR, the one with the smaller sum of rates gives `low` and `high` (the lower threshold when equal).
 * Rejecting everything is a threshold too: the next double above the largest score.
 *
 * O(log² n) and O(n) for the convex hull.
 *
 * @returns null when counted failures keep FNMR above FMR at every threshold, so that the rates never cross
 */
export function equalErrorRate(scores: PreparedScores): EqualErrorRate | null {
  const { genuine, impostor } = scores
  const crossed = (threshold: number) => fmrAt(scores, threshold) <= fnmrAt(scores, threshold)
  const largest = Math.max(genuine.at(-1) ?? -Infinity, impostor.at(-1) ?? -Infinity)
  const after = Math.min(
    firstWhere(genuine, crossed) ?? Infinity,
    firstWhere(impostor, crossed) ?? Infinity,
    nextDouble(largest),
  )
  const before = Math.max(
    genuine[countBelow(genuine, after) - 1] ?? -Infinity,
    impostor[countBelow(impostor, after) - 1] ?? -Infinity,
  )
  const meets = fmrAt(scores, after) === fnmrAt(scores, after)
  if (before === -Infinity && !meets) return null
  // as whole numbers: a sum of two rounded rates could turn a tie
  const weightedErrors = (threshold: number) =>
    falseMatchesAt(scores, threshold) * scores.genuineCount +
    falseNonMatchesAt(scores, threshold) * scores.impostorCount
  const threshold = !meets && weightedErrors(before) <= weightedErrors(after) ? before : after
  const fmr = fmrAt(scores, threshold)
  const fnmr = fnmrAt(scores, threshold)
  const low = Math.min(fmr, fnmr)
  const high = Math.max(fmr, fnmr)
  return { eer: (low + high) / 2, low, high, threshold, convexHull: convexHullEer(scores) }
}
