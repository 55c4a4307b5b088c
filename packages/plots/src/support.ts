/**
 * How far the data support a point of an error curve: `solid` with at least 30 false matches and 30 false non-matches (rule of 30:
 * within 30 % of the true rate with 90 % confidence), `dashed` with at least 3 (Doddington et al., Speech Communication 31, 2000).
 */
export type Support = 'solid' | 'dashed'

/** Errors behind a point: rule of 30 for solid, rule of 3 for dashed lines. */
const leastErrors = { solid: 30, dashed: 3 } as const

/** Neighbouring points that one stroke connects. */
export interface SupportedSegment<Point> {
  readonly support: Support
  /** At least two. */
  readonly points: readonly Point[]
}

/**
 * The strokes of a curve that the data support: each as well supported as the weaker of the two points that it connects, none
 * where one of them has fewer than 3 errors.
 *
 * @param errors how many errors stand behind a point; a rate times a count, which is whole up to rounding
 */
export function supportedSegments<Point>(
  points: readonly Point[],
  errors: (point: Point) => number,
): SupportedSegment<Point>[] {
  const segments: { support: Support; points: Point[] }[] = []
  for (let i = 1; i < points.length; i++) {
    const from = supportOf(errors(points[i - 1]!))
    const to = supportOf(errors(points[i]!))
    if (from === null || to === null) continue
    const stroke = from === 'dashed' || to === 'dashed' ? 'dashed' : 'solid'
    const last = segments.at(-1)
    if (last !== undefined && last.support === stroke && last.points.at(-1) === points[i - 1])
      last.points.push(points[i]!)
    else segments.push({ support: stroke, points: [points[i - 1]!, points[i]!] })
  }
  return segments
}

function supportOf(errors: number): Support | null {
  const count = Math.round(errors)
  return count >= leastErrors.solid ? 'solid' : count >= leastErrors.dashed ? 'dashed' : null
}
