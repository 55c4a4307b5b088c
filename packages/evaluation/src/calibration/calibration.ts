import { z } from 'zod'
import type { PreparedScores } from '#prepared-scores.ts'
import { cllr } from './cllr.ts'
import { fitLogistic, type LogisticOptions } from './logistic-regression.ts'
import { minCllr } from './min-cllr.ts'

export const CalibrationSchema = z.object({
  /** Log-likelihood ratio = scale · score + offset, natural logarithm. A scale below 0 says that impostors score higher. */
  scale: z.number(),
  offset: z.number(),
  /** Weight of the genuine class in the fit. */
  prior: z.number().gt(0).lt(1),
  /** Penalty of the fit on the squared scale, for scores of standard deviation 1. */
  ridge: z.number().positive(),
})

/** A linear map from scores to log-likelihood ratios. */
export type Calibration = z.infer<typeof CalibrationSchema>

export const CalibrationCostSchema = z.object({
  calibration: CalibrationSchema,
  /** Cost of the calibrated scores in bits: 0 perfect, 1 says nothing. */
  cllr: z.number().nonnegative(),
  /** The part of it that no calibration could avoid. */
  minCllr: z.number().min(0).max(1),
})

/** How well scores can be read as evidence, measured on people whom the calibration never saw. */
export type CalibrationCost = z.infer<typeof CalibrationCostSchema>

/**
 * Fits a calibration by prior-weighted logistic regression, see `fitLogistic`. Counted failures have no score and are left out.
 *
 * @throws EvaluationError as `fitLogistic` does: `scores-empty` when a class has no scores, `spread-zero` when all are equal
 */
export function fitCalibration({ genuine, impostor }: PreparedScores, options: LogisticOptions = {}): Calibration {
  const scores = new Float64Array(genuine.length + impostor.length)
  scores.set(genuine)
  scores.set(impostor, genuine.length)
  const isGenuine = Array.from(scores, (_, i) => i < genuine.length)
  const { weights, offset, prior, ridge } = fitLogistic({ features: [scores], isGenuine }, options)
  return { scale: weights[0]!, offset, prior, ridge }
}

/** Log-likelihood ratios of scores, in their order. */
export function calibrate(scores: ArrayLike<number>, { scale, offset }: Calibration): Float64Array {
  return Float64Array.from(scores, (score) => scale * score + offset)
}

/**
 * Fits on the development people and measures on the test people. Over scored comparisons; failures have no ratio.
 *
 * @throws EvaluationError as `fitCalibration` and `cllr`
 */
export function calibrationCost(
  { development, test }: { development: PreparedScores; test: PreparedScores },
  options: LogisticOptions = {},
): CalibrationCost {
  const calibration = fitCalibration(development, options)
  return {
    calibration,
    cllr: cllr({ genuine: calibrate(test.genuine, calibration), impostor: calibrate(test.impostor, calibration) }),
    minCllr: minCllr({ ...test, failed: { genuine: 0, impostor: 0 }, ...scoredCounts(test) }),
  }
}

function scoredCounts({ genuine, impostor }: PreparedScores) {
  return { genuineCount: genuine.length, impostorCount: impostor.length }
}
