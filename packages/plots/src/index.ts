export { cmcFigure } from './cmc-figure.ts'
export type { SettingCurve } from './curve-series.ts'
export type { ErrorCurveFigureInput } from './det-figure.ts'
export { detFigure } from './det-figure.ts'
export type {
  CurveSegment,
  CurveSeries,
  DetFigure,
  DistributionFacet,
  FigureSpec,
  FrozenPoint,
  RatePoint,
  RateRange,
  RocFigure,
  ScoreDistributionFigure,
  ThresholdRule,
} from './figure-spec.ts'
export { figureSvg } from './figure-svg.ts'
export { differenceText, forestFigure } from './forest-figure.ts'
export { forestHeightPx } from './forest-layout.ts'
export { openSetFigure } from './open-set-figure.ts'
export type { PlotsErrorCode } from './plots-error.ts'
export { PlotsError } from './plots-error.ts'
export type { RateRow } from './rates-figure.ts'
export { ratesFigure } from './rates-figure.ts'
export type { FigureDocument, FigureElement, FigureSize, FigureTheme } from './render-figure.ts'
export { renderFigure } from './render-figure.ts'
export { rocFigure } from './roc-figure.ts'
export { pcaFigure } from './scatter-figure.ts'
export type { SettingHistogram } from './score-distribution-figure.ts'
export { scoreDistributionFigure } from './score-distribution-figure.ts'
export { differenceMeasureLabels, settingDifferencesFigure } from './setting-differences-figure.ts'
export type { SettingStyle } from './setting-style.ts'
export { settingStyles } from './setting-style.ts'
export { thresholdRatesFigure } from './threshold-rates-figure.ts'
export { withChosenThreshold } from './threshold-rules.ts'
