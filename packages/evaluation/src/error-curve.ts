import { z } from 'zod'
import type { ErrorCounts } from './error-counts.ts'
import { errorCounts } from './error-counts.ts'
import type { PreparedScores } from './prepared-scores.ts'

const rates = z.array(z.number().min(0).max(1))

export const ErrorCurveSchema = z.object({
  /** What FNMR divides by. */
  genuineCount: z.int().positive(),
  /** What FMR divides by. */
  impostorCount: z.int().positive(),
  /** Ascending; the last one rejects everything. */
  thresholds: z.array(z.number()),
  /** False match rate at each threshold, falling. */
  fmr: rates,
  /** False non-match rate at each threshold, rising. */
  fnmr: rates,
})

/** FMR and FNMR by threshold; three arrays of equal length. The data of ROC, DET and a threshold slider. */
export type ErrorCurve = z.infer<typeof ErrorCurveSchema>

/**
 * FMR and FNMR at every threshold where one of them changes: all distinct scores, then the next double above the largest. O(n).
 *
 * Between two neighbouring thresholds the rates are those of the upper one.
 */
export function errorCurve(scores: PreparedScores): ErrorCurve {
  return errorCurveOfCounts(errorCounts(scores), scores)
}

/** The rates of counted errors. */
export function errorCurveOfCounts(
  counts: ErrorCounts,
  { genuineCount, impostorCount }: Pick<ErrorCurve, 'genuineCount' | 'impostorCount'>,
): ErrorCurve {
  const curve: ErrorCurve = { genuineCount, impostorCount, thresholds: [], fmr: [], fnmr: [] }
  for (let i = 0; i < counts.thresholds.length; i++) {
    curve.thresholds.push(counts.thresholds[i]!)
    curve.fmr.push(counts.falseMatches[i]! / impostorCount)
    curve.fnmr.push(counts.falseNonMatches[i]! / genuineCount)
  }
  return curve
}
