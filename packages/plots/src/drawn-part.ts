import type { CurveSeries, RatePoint, RateRange } from './figure-spec.ts'

/** The ranges of a figure's axes, in error rates. */
export interface DrawnRanges {
  readonly fmr: RateRange
  readonly fnmr: RateRange
}

/** A series without the points of its line that lie beyond an axis, and without zeros whose other rate does. Frozen points all stay. */
export function drawnPart(series: CurveSeries, ranges: DrawnRanges): CurveSeries {
  const within = (rate: number, { low, high }: RateRange) => rate >= low && rate <= high
  const inside = ({ fmr, fnmr }: RatePoint) => within(fmr, ranges.fmr) && within(fnmr, ranges.fnmr)
  const atBorder = ({ fmr, fnmr }: RatePoint) =>
    (fmr === 0 || within(fmr, ranges.fmr)) && (fnmr === 0 || within(fnmr, ranges.fnmr))
  return {
    ...series,
    // a curve leaves an axis range once and for good, so what is left of a segment is still connected
    segments: series.segments
      .map((segment) => ({ ...segment, points: segment.points.filter(inside) }))
      .filter(({ points }) => points.length > 1),
    zeros: series.zeros.filter(atBorder),
    band: series.band.filter(({ fmr }) => within(fmr, ranges.fmr)),
  }
}
