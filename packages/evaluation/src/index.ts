export { checkMaskStates } from './checks/check-mask-states.ts'
export { checkPairList } from './checks/check-pair-list.ts'
export { checkScoreMatrix } from './checks/check-score-matrix.ts'
export { checkScores } from './checks/check-scores.ts'
export { checkTrainingOverlap } from './checks/check-training-overlap.ts'
export type { CheckedPair, CheckedSide, MaskState } from './checks/checked-pair.ts'
export type { Finding } from './checks/finding.ts'
export { FindingSchema } from './checks/finding.ts'
export type { CompareSettingsInput } from './compare-settings.ts'
export { compareSettings } from './compare-settings.ts'
export type { Comparison, ComparisonOutcome, FailureSide, PairPeople, SettingComparisons } from './comparison.ts'
export type { Report, ReportSection } from './comparison-report.ts'
export { comparisonReport } from './comparison-report.ts'
export type {
  BootstrapIntervals,
  ComparisonTable,
  DifferenceMeasure,
  FailureCount,
  FrozenThreshold,
  ScoreMeasures,
  SettingDifference,
  SettingResult,
  TableWarning,
} from './comparison-table.ts'
export { ComparisonTableSchema } from './comparison-table.ts'
export { comparisonTableCsv } from './comparison-table-csv.ts'
export { comparisonTableMarkdown } from './comparison-table-markdown.ts'
export { comparisonTableText } from './comparison-table-text.ts'
export { downsampleCurve } from './downsample-curve.ts'
export type { EqualErrorRate } from './equal-error-rate.ts'
export { equalErrorRate } from './equal-error-rate.ts'
export type { ErrorCurve } from './error-curve.ts'
export { ErrorCurveSchema, errorCurve } from './error-curve.ts'
export type { FrozenThresholds } from './error-rate-measures.ts'
export type { OperatingPoint } from './error-rates.ts'
export { fmrAt, fnmrAt, operatingPointAt } from './error-rates.ts'
export type { EvaluationErrorCode } from './evaluation-error.ts'
export { EvaluationError } from './evaluation-error.ts'
export type { FoldAccuracy } from './fold-accuracy.ts'
export type { FailedComparisons, PreparedScores } from './prepared-scores.ts'
export { prepareScores } from './prepared-scores.ts'
export { probit } from './probit.ts'
export type { HeldOutRates, Recalibration } from './recalibration.ts'
export { rocAuc } from './roc-auc.ts'
export type { ScoreHistogram, ScoreRange } from './score-histogram.ts'
export { ScoreHistogramSchema, scoreHistogram, scoreRange } from './score-histogram.ts'
export type { ClassSeparation, ScoreMoments } from './score-moments.ts'
export { classSeparation, scoreMoments } from './score-moments.ts'
export type { ScoreShift } from './score-shift.ts'
export type { MirrorSetting, PlainSetting, SettingId } from './settings.ts'
export { parseSettings, plainSettings, SettingIdSchema, settingLabel, settingStrategy } from './settings.ts'
export type { ErrorRates, FnmrAtFmr, RateInterval, TableOperatingPoint } from './table-rates.ts'
export type { ThresholdAtFmr } from './threshold-at-fmr.ts'
export { thresholdAtFmr, zeroFmr } from './threshold-at-fmr.ts'
