import { curveSeries } from './curve-series.ts'
import { curveCaption, curveDescription, requireCurves } from './curve-texts.ts'
import type { ErrorCurveFigureInput } from './det-figure.ts'
import type { RocFigure } from './figure-spec.ts'
import { decadeRange, tenthsRange } from './rate-range.ts'

/**
 * Receiver operating characteristic of several settings: true accept rate against false match rate, logarithmic.
 *
 * Support counts false matches only: they are what runs out towards the left.
 *
 * @throws PlotsError `figure-empty` when there is no curve
 */
export function rocFigure({
  curves,
  table,
  title = 'Receiver operating characteristic',
}: ErrorCurveFigureInput): RocFigure {
  requireCurves(curves)
  const series = curves.map((curve) =>
    curveSeries(curve, table ?? null, ({ fmr }, { impostorCount }) => fmr * impostorCount),
  )
  const points = series.flatMap(({ segments, frozen, zeros }) => [
    ...segments.flatMap((segment) => segment.points),
    ...frozen,
    ...zeros,
  ])
  return {
    kind: 'roc',
    title,
    description: curveDescription('True accept rate against false match rate on a logarithmic axis', series),
    caption: curveCaption('false matches', series),
    fmr: decadeRange(points.map(({ fmr }) => fmr)),
    tar: tenthsRange(points.map(({ fnmr }) => 1 - fnmr)),
    series,
  }
}
