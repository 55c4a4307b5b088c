import { z } from 'zod'
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
  const counts = errorCounts(scores)
  return {
    genuineCount: scores.genuineCount,
    impostorCount: scores.impostorCount,
    thresholds: Array.from(counts.thresholds),
    fmr: Array.from(counts.falseMatches, (count) => count / scores.impostorCount),
    fnmr: Array.from(counts.falseNonMatches, (count) => count / scores.genuineCount),
  }
}
