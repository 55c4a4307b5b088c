import type { ComparisonTable } from '@maskmirror/evaluation'
import type { SettingCurve } from './curve-series.ts'
import { curveSeries } from './curve-series.ts'
import { curveCaption, curveDescription, requireCurves } from './curve-texts.ts'
import { drawnPart } from './drawn-part.ts'
import type { DetFigure } from './figure-spec.ts'
import { deviateRange } from './rate-range.ts'

/** What a figure of error curves is made from. */
export interface ErrorCurveFigureInput {
  /** At least one; drawn and listed in this order. */
  readonly curves: readonly SettingCurve[]
  /** Marks each setting at the frozen thresholds of this table. Default: no marks. */
  readonly table?: ComparisonTable
  readonly title?: string
}

/**
 * Detection error trade-off of several settings (Martin et al., Eurospeech 1997).
 *
 * @throws PlotsError `figure-empty` when there is no curve
 */
export function detFigure({ curves, table, title = 'Detection error trade-off' }: ErrorCurveFigureInput): DetFigure {
  requireCurves(curves)
  const whole = curves.map((curve) =>
    curveSeries(curve, table ?? null, ({ fmr, fnmr }, { genuineCount, impostorCount }) =>
      Math.min(fmr * impostorCount, fnmr * genuineCount),
    ),
  )
  const ranges = { fmr: deviateRange(whole, ({ fmr }) => fmr), fnmr: deviateRange(whole, ({ fnmr }) => fnmr) }
  const series = whole.map((one) => drawnPart(one, ranges))
  return {
    kind: 'det',
    title,
    description: curveDescription('False non-match rate against false match rate, both axes by normal deviate', series),
    caption: curveCaption('false matches and false non-matches each', series),
    ...ranges,
    series,
  }
}
