/** A place on a polyline. */
export interface LinePlace {
  /** The point that its segment begins with. */
  readonly segment: number
  /** How far along the segment, 0..1. */
  readonly t: number
}

/**
 * Places at equal distances along a polyline, its ends included.
 *
 * @param line x0, y0, x1, y1, …, at least two points
 * @param count of places, at least 2
 */
export function equidistant(line: readonly number[], count: number): LinePlace[] {
  const lengths = Array.from({ length: line.length / 2 - 1 }, (_, i) =>
    Math.hypot(line[2 * i + 2]! - line[2 * i]!, line[2 * i + 3]! - line[2 * i + 1]!),
  )
  const step = lengths.reduce((a, b) => a + b, 0) / (count - 1)
  let segment = 0
  let before = 0 // length of the segments before this one
  return Array.from({ length: count }, (_, k) => {
    while (segment < lengths.length - 1 && before + lengths[segment]! < k * step) before += lengths[segment++]!
    const length = lengths[segment]!
    return { segment, t: length === 0 ? 0 : Math.min(1, (k * step - before) / length) }
  })
}
