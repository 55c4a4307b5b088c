import { createImage, type Image } from '@maskmirror/core'

/**
 * The pixels whose centres lie inside a polygon (even-odd rule), as 255 in an image of one channel.
 *
 * @param points x0, y0, x1, y1, … in pixels, at least three points; the last joins the first; they may leave the image
 */
export function fillPolygon(width: number, height: number, points: ArrayLike<number>): Image {
  const result = createImage(width, height, 1)
  const crossings: number[] = []
  for (let y = 0; y < height; y++) {
    crossings.length = 0
    for (let i = 0; i + 1 < points.length; i += 2) {
      const j = (i + 2) % points.length
      const y0 = points[i + 1]!
      const y1 = points[j + 1]!
      if (y0 <= y === y1 <= y) continue
      crossings.push(points[i]! + ((y - y0) / (y1 - y0)) * (points[j]! - points[i]!))
    }
    crossings.sort((a, b) => a - b)
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const first = Math.max(0, Math.ceil(crossings[k]!))
      const end = Math.min(width, Math.ceil(crossings[k + 1]!))
      if (end > first) result.data.fill(255, y * width + first, y * width + end)
    }
  }
  return result
}
