import type { ErrorCounts } from './error-counts.ts'

/**
 * Where the diagonal FMR = FNMR crosses the lower convex hull of all (FMR, FNMR) points, 0..0.5. O(n).
 *
 * Accepting all and rejecting all without looking, (1, 0) and (0, 1), belong to the points: any mix of two operating points
 * can be reached by choosing between them at random, therefore nothing is above 0.5.
 */
export function convexHullEer(
  { falseMatches, falseNonMatches }: ErrorCounts,
  { genuineCount, impostorCount }: { readonly genuineCount: number; readonly impostorCount: number },
): number {
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
  const gapBefore = hullFmr[crossing - 1]! - hullFnmr[crossing - 1]!
  const gapAfter = hullFnmr[crossing]! - hullFmr[crossing]!
  const share = gapBefore / (gapBefore + gapAfter)
  return hullFnmr[crossing - 1]! + share * (hullFnmr[crossing]! - hullFnmr[crossing - 1]!)
}
