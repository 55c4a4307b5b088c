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
  Support,
  ThresholdRule,
} from './figure-spec.ts'
export { figureSvg } from './figure-svg.ts'
export type { PlotsErrorCode } from './plots-error.ts'
export { PlotsError } from './plots-error.ts'
export type { FigureDocument, FigureElement, FigureSize, FigureTheme } from './render-figure.ts'
export { renderFigure } from './render-figure.ts'
export { rocFigure } from './roc-figure.ts'
export type { SettingHistogram } from './score-distribution-figure.ts'
export { scoreDistributionFigure } from './score-distribution-figure.ts'
export type { SettingStyle } from './setting-style.ts'
export { settingStyles } from './setting-style.ts'
