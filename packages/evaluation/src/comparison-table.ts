import { z } from 'zod'
import { FindingSchema } from './checks/finding.ts'
import { failureSides } from './comparison.ts'
import { FoldAccuracySchema } from './fold-accuracy.ts'
import { RecalibrationSchema } from './recalibration.ts'
import { ScoreShiftSchema } from './score-shift.ts'
import { SettingIdSchema } from './settings.ts'
import { ErrorRatesSchema, RateIntervalSchema } from './table-rates.ts'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)

const ClassCountsSchema = z.object({ genuine: count, impostor: count })

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

export const BootstrapIntervalsSchema = z.object({
  eer: RateIntervalSchema.nullable(),
  auc: RateIntervalSchema.nullable(),
  /** Of the lowest FNMR with FMR at most 1 %, the threshold chosen anew in each resample; null when not supported. */
  fnmrAtFmr100: RateIntervalSchema.nullable(),
  fnmrAtFmr1000: RateIntervalSchema.nullable(),
})

/** Intervals with 95 % confidence of measures that choose their own threshold. */
export type BootstrapIntervals = z.infer<typeof BootstrapIntervalsSchema>

export const SettingResultSchema = z.object({
  setting: SettingIdSchema,
  label: z.string(),
  /** Failed comparisons, all reasons together. */
  failed: ClassCountsSchema,
  /** By side, then reason; empty when all were scored. */
  failures: z.array(FailureCountSchema),
  /** Over scored comparisons; failures left out. */
  scored: ScoreMeasuresSchema,
  /** A failed genuine comparison counts as a false non-match, a failed impostor comparison as no false match. Null when nothing was scored. */
  withFailures: ErrorRatesSchema.nullable(),
  /** Over the pairs that were scored in every setting of the table. */
  common: ScoreMeasuresSchema,
  /** Against UMR-UMP; null for UMR-UMP itself and without it. */
  shift: ScoreShiftSchema.nullable(),
  /** Null when the people of the pairs were not given, or the test half of them has no scores of one class. */
  recalibrated: RecalibrationSchema.nullable(),
  /** Accuracy by the rule of LFW over scored comparisons; null when the pair list has no folds or scores are no cosines. */
  accuracy: FoldAccuracySchema.nullable(),
  /** Of the figures in `scored`, by resampling people; null when the table has no bootstrap or a class has no scores. */
  intervals: BootstrapIntervalsSchema.nullable(),
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

/** Measures that are compared between two settings. */
export const differenceMeasures = [
  'eer',
  'fnmr-at-fmr100',
  'fnmr-at-fmr1000',
  'fmr-at-frozen-fmr100',
  'fnmr-at-frozen-fmr100',
  'fmr-at-frozen-fmr1000',
  'fnmr-at-frozen-fmr1000',
] as const

export type DifferenceMeasure = (typeof differenceMeasures)[number]

export const SettingDifferenceSchema = z.object({
  measure: z.enum(differenceMeasures),
  /** The setting in question. */
  a: SettingIdSchema,
  /** What it is compared with. */
  b: SettingIdSchema,
  /** Value of `a` less value of `b`, both over the pairs that both settings scored: negative means fewer errors in `a`. */
  difference: z.number(),
  /** 95 % interval, by resampling the people of both settings together. Where it holds 0, no difference is shown. */
  low: z.number(),
  high: z.number(),
  /** Of the hypothesis of no difference, two-sided. */
  pValue: rate,
  /** After Holm's correction over all comparisons of this measure in the table. */
  pHolm: rate,
})

/** One measure in two settings, on the same pairs. */
export type SettingDifference = z.infer<typeof SettingDifferenceSchema>

export const TableWarningSchema = z.object({
  /** Whose scores it is about; null for the pair list that all settings share. */
  setting: SettingIdSchema.nullable(),
  ...FindingSchema.shape,
})

/** What a check found, and where. */
export type TableWarning = z.infer<typeof TableWarningSchema>

export const ComparisonTableSchema = z.object({
  version: z.literal(2),
  /** Length of the pair list. */
  pairs: ClassCountsSchema,
  /** How many pairs were scored in every setting. */
  pairsInAllSettings: count,
  frozen: z.object({ fmr100: FrozenThresholdSchema, fmr1000: FrozenThresholdSchema }),
  /** The halves of people behind `recalibrated`; null when people were not given. */
  split: z
    .object({
      seed: z.string(),
      people: z.object({ development: count, test: count }),
      development: ClassCountsSchema,
      test: ClassCountsSchema,
      /** Pairs with one person in each half, which neither half uses. */
      dropped: ClassCountsSchema,
    })
    .nullable(),
  /** How `intervals` and `differences` were made: double-or-nothing bootstrap over people. Null when they were not. */
  bootstrap: z.object({ resamples: count, seed: z.string(), people: count }).nullable(),
  settings: z.array(SettingResultSchema),
  /** Every other setting against UMR-UMP and against UMR-MP, as far as these are there; empty without bootstrap. */
  differences: z.array(SettingDifferenceSchema),
  /** What the checks found, errors first. */
  warnings: z.array(TableWarningSchema),
})

/**
 * All settings of one pair list side by side: plain data that JSON can hold, null where a number does not exist.
 *
 * Rates are fractions in 0..1, scores are similarities, a comparison is accepted when `score >= threshold`.
 */
export type ComparisonTable = z.infer<typeof ComparisonTableSchema>
