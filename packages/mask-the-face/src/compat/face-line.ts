/**
 * A straight line over the whole width of a picture, by its heights at the picture's first and last column, as the
 * original keeps its lines.
 */
export interface FaceLine {
  /** y at x = 0. */
  readonly startY: number
  /** y at x = `width`. */
  readonly endY: number
  /** Pixels. */
  readonly width: number
}

/**
 * The line through two points; when they are above one another the first is moved 0.1 px to the right.
 *
 * @param width of the picture in pixels
 */
export function lineThrough(
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  width: number,
): FaceLine {
  const x = from[0] === to[0] ? from[0] + 0.1 : from[0]
  const slope = (to[1] - from[1]) / (to[0] - x)
  const startY = from[1] - slope * x
  return { startY, endY: slope * width + startY, width }
}

/** At right angles to the line through two points, through their middle. */
export function lineAcross(
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  width: number,
): FaceLine {
  const x = (from[0] + to[0]) / 2
  const y = (from[1] + to[1]) / 2
  return lineThrough([x, y], [x - to[1] + from[1], y + to[0] - from[0]], width)
}

/** Direction of a line in degrees, in [0, 180]; y points down. */
export function lineAngleDeg(line: FaceLine): number {
  const angle = Math.atan2(line.endY - line.startY, line.width) * (180 / Math.PI)
  return angle < 0 ? angle + 180 : angle
}

/**
 * Where a line meets the parts of a polyline, in the polyline's order. A meeting counts when it lies in the part's
 * bounding box widened by 1 px, so that one near a corner is found in both parts.
 *
 * @param polyline x0, y0, x1, y1, …
 * @returns x0, y0, … of the meetings
 */
export function crossings(line: FaceLine, polyline: ArrayLike<number>): number[] {
  const found: number[] = []
  const lineDx = -line.width
  const lineDy = line.startY - line.endY
  const lineDet = -line.startY * line.width
  for (let i = 0; i + 3 < polyline.length; i += 2) {
    const ax = polyline[i]!
    const ay = polyline[i + 1]!
    const bx = polyline[i + 2]!
    const by = polyline[i + 3]!
    const cross = lineDx * (ay - by) - (ax - bx) * lineDy
    if (cross === 0) continue
    const det = ax * by - ay * bx
    const x = (lineDet * (ax - bx) - det * lineDx) / cross
    const y = (lineDet * (ay - by) - det * lineDy) / cross
    const inColumns = x >= Math.min(ax, bx) - 1 && x <= Math.max(ax, bx) + 1
    if (inColumns && y >= Math.min(ay, by) - 1 && y <= Math.max(ay, by) + 1) found.push(x, y)
  }
  return found
}
