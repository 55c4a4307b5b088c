import type { Point2 } from './point.ts'

/**
 * The curve through the points (uniform Catmull-Rom), sampled.
 *
 * @param steps samples for each stretch between two points
 * @returns open: from the first to the last point; closed: the last sample lies before the first point
 */
export function sampleSmoothCurve(points: readonly Point2[], closed: boolean, steps: number): Point2[] {
  const at = (i: number) => neighbour(points, i, closed)
  const samples: Point2[] = []
  const stretches = closed ? points.length : points.length - 1
  for (let i = 0; i < stretches; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    for (let k = 0; k < steps; k++) {
      const t = k / steps
      samples.push({ x: catmullRom(a.x, b.x, c.x, d.x, t), y: catmullRom(a.y, b.y, c.y, d.y, t) })
    }
  }
  if (!closed) samples.push(points.at(-1)!)
  return samples
}

/** The same curve as SVG path data. */
export function smoothPath(points: readonly Point2[], closed: boolean): string {
  const at = (i: number) => neighbour(points, i, closed)
  let path = `M${pair(points[0]!.x, points[0]!.y)}`
  const stretches = closed ? points.length : points.length - 1
  for (let i = 0; i < stretches; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    path += `C${pair(b.x + (c.x - a.x) / 6, b.y + (c.y - a.y) / 6)} ${pair(c.x - (d.x - b.x) / 6, c.y - (d.y - b.y) / 6)} ${pair(c.x, c.y)}`
  }
  return closed ? `${path}Z` : path
}

/** `x,y` with two decimals: a hundredth of a pixel is below what can be seen. */
export function pair(x: number, y: number): string {
  return `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`
}

function neighbour(points: readonly Point2[], index: number, closed: boolean): Point2 {
  const count = points.length
  return points[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))]!
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}
