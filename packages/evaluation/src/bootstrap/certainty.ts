import { z } from 'zod'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)
const change = z.number().min(-1).max(1)

export const EstimateSchema = z.object({
  value: rate,
  /** 95 % interval. */
  low: rate,
  high: rate,
  standardError: z.number().positive(),
})

/** A rate with its interval. */
export type Estimate = z.infer<typeof EstimateSchema>

export const DifferenceEstimateSchema = z.object({
  /** First less second: negative when the first has the smaller value. */
  value: change,
  /** 95 % interval; without 0 exactly when `pValue` is below 0.05. */
  low: change,
  high: change,
  /** 0 where both are the same scores at the same thresholds. */
  standardError: z.number().nonnegative(),
  /** Two-sided, of the hypothesis that both have the same value: Student's t of value over standard error. */
  pValue: rate,
})

/** A difference of two rates with its interval. */
export type DifferenceEstimate = z.infer<typeof DifferenceEstimateSchema>

/**
 * Null where the measure does not exist, in the data or in more than 5 % of the resamples, and where no resample differs, so
 * that the data hold no trace of their uncertainty. Two columns of the same scores differ by exactly 0.
 */
const measuresOf = <Schema extends z.ZodType>(estimate: Schema) =>
  z.object({
    eer: estimate.nullable(),
    auc: estimate.nullable(),
    /** Lowest FNMR with FMR at most each target, the threshold found anew in each resample; null when not supported. */
    fnmrAtFmr: z.array(z.object({ targetFmr: rate, estimate: estimate.nullable() })),
    /** At each threshold fixed beforehand, in the order given. */
    atThresholds: z.array(z.object({ fmr: estimate.nullable(), fnmr: estimate.nullable() })),
  })

export const CurveBandSchema = z.object({
  /** Ascending. */
  fmr: z.array(rate),
  /** Lowest FNMR with FMR at most that of the same index, and its 95 % interval: point by point, not of the whole curve at once. */
  fnmr: z.array(rate),
  low: z.array(rate),
  high: z.array(rate),
})

/** How sure a DET or ROC curve is; arrays of equal length, points without an interval left out. */
export type CurveBand = z.infer<typeof CurveBandSchema>

const SettingMeasuresSchema = measuresOf(EstimateSchema).extend({ band: CurveBandSchema })

/** The measures of one setting. */
export type SettingMeasures = z.infer<typeof SettingMeasuresSchema>

const DifferenceMeasuresSchema = measuresOf(DifferenceEstimateSchema)

/** The measures of one setting less those of another. */
export type DifferenceMeasures = z.infer<typeof DifferenceMeasuresSchema>

export const CertaintySchema = z.object({
  seed: z.string(),
  resamples: count,
  /** People with a pair in the list. */
  people: count,
  settings: z.array(
    z.object({
      id: z.string(),
      /** Failed comparisons left out. */
      scored: SettingMeasuresSchema,
      /** A failed genuine comparison is a false non-match, a failed impostor comparison no false match. */
      withFailures: SettingMeasuresSchema,
    }),
  ),
  differences: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      /** Over the pairs that both settings scored. */
      common: DifferenceMeasuresSchema,
      withFailures: DifferenceMeasuresSchema,
    }),
  ),
})

/** How sure the measures of settings are, and their differences: double-or-nothing bootstrap over people. */
export type Certainty = z.infer<typeof CertaintySchema>
