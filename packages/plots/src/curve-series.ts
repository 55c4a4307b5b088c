import type { ComparisonTable, ErrorCurve, SettingId } from '@maskmirror/evaluation'
import { downsampleCurve, settingLabel } from '@maskmirror/evaluation'
import type { BandPoint, CurveSegment, CurveSeries, FrozenPoint, RatePoint } from './figure-spec.ts'
import { supportedSegments } from './support.ts'

/** Points kept for drawing: more than a line of 600 pixels can show (our choice). */
export const drawnPoints = 400

/** FNMR with its confidence interval at fixed FMRs; arrays of equal length. */
export interface CurveBand {
  /** Ascending. */
  readonly fmr: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** The error curve of one setting. */
export interface SettingCurve {
  readonly setting: SettingId
  readonly curve: ErrorCurve
  /** Default: the setting's. */
  readonly label?: string
  /** Names the colour and symbol; default: the setting. */
  readonly style?: string
  /** Marks the setting at the frozen thresholds of this table. Default: that of the figure. */
  readonly table?: ComparisonTable
  /** Default: none. */
  readonly band?: CurveBand
}

/** How many errors support a point of a curve, of the kinds that its axes show as small numbers. */
export type ErrorsAt = (point: RatePoint, curve: ErrorCurve) => number

/** The supported part of a curve, its zeros and band, and the frozen points that the table has for the setting. */
export function curveSeries(
  { setting, curve, label = settingLabel(setting), style = setting, table: own, band }: SettingCurve,
  table: ComparisonTable | null,
  errorsAt: ErrorsAt,
): CurveSeries {
  const drawn = downsampleCurve(curve, drawnPoints)
  const points = drawn.fmr.map((fmr, i): RatePoint => ({ fmr, fnmr: drawn.fnmr[i]! }))
  const segments = supportedSegments(points, (point) => errorsAt(point, curve))
  return {
    setting,
    label,
    genuineCount: curve.genuineCount,
    impostorCount: curve.impostorCount,
    style,
    segments,
    zeros: zerosOf(curve),
    frozen: frozenPoints(setting, own ?? table),
    band: band === undefined ? [] : supportedBand(band, segments),
  }
}

/** A band says nothing where the line itself is not drawn. */
function supportedBand({ fmr, low, high }: CurveBand, segments: readonly CurveSegment[]): BandPoint[] {
  const drawn = segments.flatMap(({ points }) => points.map((point) => point.fmr))
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)]
  return fmr
    .map((rate, i): BandPoint => ({ fmr: rate, low: low[i]!, high: high[i]! }))
    .filter((point) => point.fmr >= least && point.fmr <= most)
}

function zerosOf({ fmr, fnmr }: ErrorCurve): RatePoint[] {
  // FMR falls and FNMR rises along the curve
  const lastWithoutNonMatch = fnmr.lastIndexOf(0)
  const firstWithoutMatch = fmr.indexOf(0)
  const indices = new Set([lastWithoutNonMatch, firstWithoutMatch].filter((i) => i >= 0))
  // rejecting or accepting everything says nothing about the system
  return [...indices].map((i) => ({ fmr: fmr[i]!, fnmr: fnmr[i]! })).filter((point) => point.fmr < 1 && point.fnmr < 1)
}

function frozenPoints(setting: SettingId, table: ComparisonTable | null): FrozenPoint[] {
  const rates = table?.settings.find((result) => result.setting === setting)?.scored.rates
  const named = [
    ['T100', rates?.frozenFmr100],
    ['T1000', rates?.frozenFmr1000],
  ] as const
  return named.flatMap(([name, point]) =>
    point === null || point === undefined
      ? []
      : [{ name, threshold: point.threshold, fmr: point.fmr, fnmr: point.fnmr }],
  )
}
