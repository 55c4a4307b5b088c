import type { ComparisonCounts } from '#equal-error-rate.ts'
import type { ErrorCounts } from '#error-counts.ts'
import { hullCrossing } from '#roc-convex-hull.ts'
import type { ScoreGroups } from './score-groups.ts'

/**
 * Which groups could hold points below the convex hull where it crosses the diagonal: those of both classes whose best corner, with
 * the false matches of the upper end and the false non-matches of the lower one, is below.
 *
 * @returns indices, ascending
 */
export function groupsBelowHull(groups: ScoreGroups, counts: ErrorCounts, totals: ComparisonCounts): number[] {
  const { before, after } = hullCrossing(counts, totals)
  const found: number[] = []
  for (let i = 0; i < groups.length; i++) {
    if (groups.single[i] === 1 || groups.genuine[i] === 0 || groups.impostor[i] === 0) continue
    const fmr = counts.falseMatches[i + 1]! / totals.impostorCount
    const fnmr = counts.falseNonMatches[i]! / totals.genuineCount
    const turn = (after.fmr - before.fmr) * (fnmr - before.fnmr) - (after.fnmr - before.fnmr) * (fmr - before.fmr)
    if (turn > 0) found.push(i)
  }
  return found
}
