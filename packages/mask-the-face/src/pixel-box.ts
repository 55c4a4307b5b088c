/** Whole pixels of a picture. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The whole pixels around x, y pairs, cut to a picture; null when nothing is left. */
export function boxInside(points: ArrayLike<number>, picture: { width: number; height: number }): PixelBox | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!)
    right = Math.max(right, points[i]!)
    top = Math.min(top, points[i + 1]!)
    bottom = Math.max(bottom, points[i + 1]!)
  }
  const x = Math.max(0, Math.floor(left))
  const y = Math.max(0, Math.floor(top))
  const width = Math.min(picture.width - 1, Math.ceil(right)) - x + 1
  const height = Math.min(picture.height - 1, Math.ceil(bottom)) - y + 1
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** x, y of the outermost pixel centres of a box, clockwise on the screen from the upper left. */
export function boxCorners({ x, y, width, height }: PixelBox): number[] {
  const [right, bottom] = [x + width - 1, y + height - 1]
  return [x, y, right, y, right, bottom, x, bottom]
}

/** The smallest box that holds all of at least one. */
export function boxAround(boxes: readonly PixelBox[]): PixelBox {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
