import { z } from 'zod'
import { failureSides } from './comparison.ts'
import { SettingIdSchema } from './settings.ts'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)

export const RateIntervalSchema = z.object({ low: rate, high: rate })

/** Interval of one rate with 95 % confidence that allows for scores that share a person. */
export type RateInterval = z.infer<typeof RateIntervalSchema>

export const TableOperatingPointSchema = z.object({
  threshold: z.number(),
  fmr: rate,
  fnmr: rate,
  /** Null when the people of the pairs were not given. The threshold is taken as fixed. */
  fmrInterval: RateIntervalSchema.nullable(),
  fnmrInterval: RateIntervalSchema.nullable(),
})

/** Error rates at one threshold. */
export type TableOperatingPoint = z.infer<typeof TableOperatingPointSchema>

export const FnmrAtFmrSchema = z.discriminatedUnion('supported', [
  z.object({ supported: z.literal(true), targetFmr: rate, ...TableOperatingPointSchema.shape }),
  z.object({
    supported: z.literal(false),
    targetFmr: rate,
    impostorCount: count,
    /** 1 / impostorCount. */
    smallestFmr: rate,
    /** The operating point at `smallestFmr`; its FNMR is a lower bound of the wanted one. */
    atSmallestFmr: TableOperatingPointSchema,
  }),
])

/** Lowest FNMR with FMR at most a target, or that there are too few impostor comparisons for it. */
export type FnmrAtFmr = z.infer<typeof FnmrAtFmrSchema>

export const ErrorRatesSchema = z.object({
  /** What FNMR divides by. */
  genuineCount: count,
  /** What FMR divides by. */
  impostorCount: count,
  /** Null when counted failures keep FNMR above FMR at every threshold. `eer` is the midpoint of `low` and `high`. */
  equalErrorRate: z.object({ eer: rate, low: rate, high: rate, threshold: z.number(), convexHull: rate }).nullable(),
  /** Lowest FNMR with FMR at most 1 %, at the setting's own threshold. */
  fmr100: FnmrAtFmrSchema,
  /** Lowest FNMR with FMR at most 0.1 %, at the setting's own threshold. */
  fmr1000: FnmrAtFmrSchema,
  /** At the frozen thresholds; null when the table has none, `frozen` says why. */
  frozenFmr100: TableOperatingPointSchema.nullable(),
  frozenFmr1000: TableOperatingPointSchema.nullable(),
})

/** The error rates of one setting on one set of comparisons. */
export type ErrorRates = z.infer<typeof ErrorRatesSchema>

const ClassSummarySchema = z.object({
  count,
  /** Null for no scores. */
  mean: z.number().nullable(),
  /** Population standard deviation; null for no scores. */
  standardDeviation: z.number().nonnegative().nullable(),
})

export const ScoreMeasuresSchema = z.object({
  genuine: ClassSummarySchema,
  impostor: ClassSummarySchema,
  /** Null, as the Fisher ratio, when a class has no scores or both have no spread. */
  dPrime: z.number().nonnegative().nullable(),
  fisherRatio: z.number().nonnegative().nullable(),
  /** Area under the ROC curve, ties half; null when a class has no scores. */
  auc: rate.nullable(),
  /** Null when a class has no scores. */
  rates: ErrorRatesSchema.nullable(),
})

/** Everything measured on one set of scored comparisons. */
export type ScoreMeasures = z.infer<typeof ScoreMeasuresSchema>

export const FailureCountSchema = z.object({
  side: z.enum(failureSides),
  reason: z.string(),
  genuine: count,
  impostor: count,
})

/** Failed comparisons of one side and reason. */
export type FailureCount = z.infer<typeof FailureCountSchema>

export const SettingResultSchema = z.object({
  setting: SettingIdSchema,
  label: z.string(),
  /** Failed comparisons, all reasons together. */
  failed: z.object({ genuine: count, impostor: count }),
  /** By side, then reason; empty when all were scored. */
  failures: z.array(FailureCountSchema),
  /** Over scored comparisons; failures left out. */
  scored: ScoreMeasuresSchema,
  /** A failed genuine comparison counts as a false non-match, a failed impostor comparison as no false match. Null when nothing was scored. */
  withFailures: ErrorRatesSchema.nullable(),
  /** Over the pairs that were scored in every setting of the table. */
  common: ScoreMeasuresSchema,
})

/** One row of the table. */
export type SettingResult = z.infer<typeof SettingResultSchema>

export const FrozenThresholdSchema = z.object({
  targetFmr: rate,
  /** Null when there is none, see `reason`. */
  threshold: z.number().nullable(),
  /** `umr-ump`: from this table's UMR-UMP scores. `given`: by the caller, from another run. */
  source: z.enum(['umr-ump', 'given']),
  /** Why there is no threshold, null when there is one. */
  reason: z.enum(['no-umr-ump', 'umr-ump-without-scores', 'too-few-impostors', 'not-given']).nullable(),
})

/** A threshold fixed once and then applied to every setting. */
export type FrozenThreshold = z.infer<typeof FrozenThresholdSchema>

export const ComparisonTableSchema = z.object({
  version: z.literal(1),
  /** Length of the pair list. */
  pairs: z.object({ genuine: count, impostor: count }),
  /** How many pairs were scored in every setting. */
  pairsInAllSettings: count,
  frozen: z.object({ fmr100: FrozenThresholdSchema, fmr1000: FrozenThresholdSchema }),
  settings: z.array(SettingResultSchema),
})

/**
 * All settings of one pair list side by side: plain data that JSON can hold, null where a number does not exist.
 *
 * Rates are fractions in 0..1, scores are similarities, a comparison is accepted when `score >= threshold`.
 */
export type ComparisonTable = z.infer<typeof ComparisonTableSchema>
