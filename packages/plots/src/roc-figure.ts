import { curveSeries } from './curve-series.ts'
import { curveCaption, curveDescription, requireCurves } from './curve-texts.ts'
import type { ErrorCurveFigureInput } from './det-figure.ts'
import { drawnPart } from './drawn-part.ts'
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
  const whole = curves.map((curve) =>
    curveSeries(curve, table ?? null, ({ fmr }, { impostorCount }) => fmr * impostorCount),
  )
  const points = whole.flatMap(({ segments, frozen }) => [...segments.flatMap((segment) => segment.points), ...frozen])
  const fmr = decadeRange(points.map((point) => point.fmr))
  const tar = tenthsRange(points.map(({ fnmr }) => 1 - fnmr))
  const series = whole
    .map((one) => ({ ...one, zeros: one.zeros.filter((zero) => zero.fmr === 0) })) // a true accept rate of 1 is on the axis
    .map((one) => drawnPart(one, { fmr, fnmr: { low: 0, high: 1 - tar.low } }))
  return {
    kind: 'roc',
    title,
    description: curveDescription('True accept rate against false match rate on a logarithmic axis', series),
    caption: curveCaption('false matches', series),
    fmr,
    tar,
    series,
  }
}
