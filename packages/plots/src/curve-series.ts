import type { ComparisonTable, ErrorCurve, SettingId } from '@maskmirror/evaluation'
import { downsampleCurve, settingLabel } from '@maskmirror/evaluation'
import type { CurveSegment, CurveSeries, FrozenPoint, RatePoint, Support } from './figure-spec.ts'

/** Errors behind a point: rule of 30 for solid, rule of 3 for dashed lines. */
const leastErrors = { solid: 30, dashed: 3 } as const

/** Points kept for drawing: more than a line of 600 pixels can show (our choice). */
const drawnPoints = 400

/** The error curve of one setting. */
export interface SettingCurve {
  readonly setting: SettingId
  readonly curve: ErrorCurve
}

/** How many errors support a point of a curve, of the kinds that its axes show as small numbers. */
export type ErrorsAt = (point: RatePoint, curve: ErrorCurve) => number

/** The supported part of a curve, its zeros and the frozen points that the table has for the setting. */
export function curveSeries(
  { setting, curve }: SettingCurve,
  table: ComparisonTable | null,
  errorsAt: ErrorsAt,
): CurveSeries {
  const drawn = downsampleCurve(curve, drawnPoints)
  const points = drawn.fmr.map((fmr, i): RatePoint => ({ fmr, fnmr: drawn.fnmr[i]! }))
  return {
    setting,
    label: settingLabel(setting),
    genuineCount: curve.genuineCount,
    impostorCount: curve.impostorCount,
    segments: segmentsOf(points, (point) => supportOf(errorsAt(point, curve))),
    zeros: zerosOf(curve),
    frozen: frozenPoints(setting, table),
  }
}

function supportOf(errors: number): Support | null {
  // a rate times a count is a whole number up to rounding
  const count = Math.round(errors)
  return count >= leastErrors.solid ? 'solid' : count >= leastErrors.dashed ? 'dashed' : null
}

/** Strokes between neighbours: as well supported as the weaker of the two points. */
function segmentsOf(points: readonly RatePoint[], support: (point: RatePoint) => Support | null): CurveSegment[] {
  const segments: { support: Support; points: RatePoint[] }[] = []
  for (let i = 1; i < points.length; i++) {
    const from = support(points[i - 1]!)
    const to = support(points[i]!)
    if (from === null || to === null) continue
    const stroke = from === 'dashed' || to === 'dashed' ? 'dashed' : 'solid'
    const last = segments.at(-1)
    if (last !== undefined && last.support === stroke && last.points.at(-1) === points[i - 1])
      last.points.push(points[i]!)
    else segments.push({ support: stroke, points: [points[i - 1]!, points[i]!] })
  }
  return segments
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
