/**
 * Points at equal distances along a polyline, its ends included.
 *
 * @param line x0, y0, x1, y1, …, at least two points
 * @param count of points, at least 2
 * @returns x0, y0, …
 */
export function equidistant(line: readonly number[], count: number): number[] {
  const lengths = Array.from({ length: line.length / 2 - 1 }, (_, i) =>
    Math.hypot(line[2 * i + 2]! - line[2 * i]!, line[2 * i + 3]! - line[2 * i + 1]!),
  )
  const step = lengths.reduce((a, b) => a + b, 0) / (count - 1)
  const result: number[] = []
  let segment = 0
  let before = 0 // length of the segments before this one
  for (let k = 0; k < count; k++) {
    while (segment < lengths.length - 1 && before + lengths[segment]! < k * step) before += lengths[segment++]!
    const length = lengths[segment]!
    const t = length === 0 ? 0 : Math.min(1, (k * step - before) / length)
    for (const axis of [0, 1]) {
      const from = line[2 * segment + axis]!
      result.push(from + t * (line[2 * segment + 2 + axis]! - from))
    }
  }
  return result
}
