import type { ErrorCounts } from './error-counts.ts'

/**
 * Where the diagonal FMR = FNMR crosses the lower convex hull of all (FMR, FNMR) points, 0..0.5. O(n).
 *
 * Accepting all and rejecting all without looking, (1, 0) and (0, 1), belong to the points: any mix of two operating points
 * can be reached by choosing between them at random, therefore nothing is above 0.5.
 */
export function convexHullEer(counts: ErrorCounts, totals: Totals): number {
  const { before, after } = hullCrossing(counts, totals)
  const gapBefore = before.fmr - before.fnmr
  const gapAfter = after.fnmr - after.fmr
  const share = gapBefore / (gapBefore + gapAfter)
  return before.fnmr + share * (after.fnmr - before.fnmr)
}

interface Totals {
  readonly genuineCount: number
  readonly impostorCount: number
}

interface HullPoint {
  readonly fmr: number
  readonly fnmr: number
}

/** The neighbours on the hull of {@link convexHullEer} between which it crosses the diagonal; FMR is above FNMR at the first only. */
export function hullCrossing(
  { falseMatches, falseNonMatches }: ErrorCounts,
  { genuineCount, impostorCount }: Totals,
): { before: HullPoint; after: HullPoint } {
  const hullFmr = [1]
  const hullFnmr = [0]
  const add = (fmr: number, fnmr: number) => {
    while (hullFmr.length > 1) {
      const last = hullFmr.length - 1
      const ux = hullFmr[last]! - hullFmr[last - 1]!
      const uy = hullFnmr[last]! - hullFnmr[last - 1]!
      const vx = fmr - hullFmr[last]!
      const vy = fnmr - hullFnmr[last]!
      if (ux * vy - uy * vx < 0) break // going from (1, 0) to (0, 1), the lower hull turns right
      hullFmr.pop()
      hullFnmr.pop()
    }
    hullFmr.push(fmr)
    hullFnmr.push(fnmr)
  }
  for (let i = 0; i < falseMatches.length; i++) {
    add(falseMatches[i]! / impostorCount, falseNonMatches[i]! / genuineCount)
  }
  add(0, 1)
  const crossing = hullFmr.findIndex((fmr, i) => fmr <= hullFnmr[i]!)
  const point = (i: number) => ({ fmr: hullFmr[i]!, fnmr: hullFnmr[i]! })
  return { before: point(crossing - 1), after: point(crossing) }
}
