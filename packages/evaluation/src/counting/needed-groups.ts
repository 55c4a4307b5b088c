import { type ComparisonCounts, firstCrossing } from '#equal-error-rate.ts'
import type { ErrorCounts } from '#error-counts.ts'
import { largestCountWithin } from '#threshold-at-fmr.ts'
import { firstAccepting } from './counted-measures.ts'
import type { ScoreGroups } from './score-groups.ts'

/**
 * Which groups have to become single scores before the equal error rate, the thresholds at false match rates and ZeroFMR are
 * those of all scores sorted: for each, the group that its threshold can be in and the one that begins after it.
 *
 * @returns indices, ascending
 */
export function neededGroups(
  groups: ScoreGroups,
  counts: ErrorCounts,
  totals: ComparisonCounts,
  fmrs: readonly number[],
): number[] {
  const needed = new Set<number>()
  const needAround = (after: number) => {
    for (const i of [after - 1, after]) if (i >= 0 && i < groups.length && groups.single[i] === 0) needed.add(i)
  }
  needAround(firstCrossing(counts, totals))
  for (const fmr of [...fmrs, 0]) {
    const allowed = largestCountWithin(fmr, totals.impostorCount)
    needAround(firstAccepting(counts, allowed))
    // what is answered when a rate is not supported
    if (allowed === 0) needAround(firstAccepting(counts, 1))
  }
  return [...needed].sort((a, b) => a - b)
}
