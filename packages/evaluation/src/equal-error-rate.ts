import type { ErrorCounts } from './error-counts.ts'
import { errorCounts } from './error-counts.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { convexHullEer } from './roc-convex-hull.ts'

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
 * O(n).
 *
 * @returns null when counted failures keep FNMR above FMR at every threshold, so that the rates never cross
 */
export function equalErrorRate(scores: PreparedScores): EqualErrorRate | null {
  return equalErrorRateOfCounts(errorCounts(scores), scores)
}

/** What the rates divide by. */
export interface ComparisonCounts {
  readonly genuineCount: number
  readonly impostorCount: number
}

/** See {@link equalErrorRate}. */
export function equalErrorRateOfCounts(
  counts: ErrorCounts,
  { genuineCount, impostorCount }: ComparisonCounts,
): EqualErrorRate | null {
  const fmrAt = (i: number) => counts.falseMatches[i]! / impostorCount
  const fnmrAt = (i: number) => counts.falseNonMatches[i]! / genuineCount
  const after = firstCrossing(counts, { genuineCount, impostorCount })
  const meets = fmrAt(after) === fnmrAt(after)
  if (after === 0 && !meets) return null
  // as whole numbers: a sum of two rounded rates could turn a tie
  const weightedErrors = (i: number) =>
    counts.falseMatches[i]! * genuineCount + counts.falseNonMatches[i]! * impostorCount
  const chosen = !meets && weightedErrors(after - 1) <= weightedErrors(after) ? after - 1 : after
  const low = Math.min(fmrAt(chosen), fnmrAt(chosen))
  const high = Math.max(fmrAt(chosen), fnmrAt(chosen))
  return {
    eer: (low + high) / 2,
    low,
    high,
    threshold: counts.thresholds[chosen]!,
    convexHull: convexHullEer(counts, { genuineCount, impostorCount }),
  }
}

/** Index of the first threshold at which FMR is not above FNMR; rejecting everything is one. */
export function firstCrossing(counts: ErrorCounts, { genuineCount, impostorCount }: ComparisonCounts): number {
  let low = 0
  let high = counts.thresholds.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (counts.falseMatches[middle]! / impostorCount <= counts.falseNonMatches[middle]! / genuineCount) high = middle
    else low = middle + 1
  }
  return low
}
