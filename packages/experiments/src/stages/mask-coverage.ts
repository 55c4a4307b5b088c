import type { Image } from '@maskmirror/core'

/** The face as the points draw it: along the jaw, back over the brows. */
const outline = [...Array.from({ length: 17 }, (_, i) => i), ...Array.from({ length: 10 }, (_, i) => 26 - i)]

/**
 * The share of a face that a mask hides, 0..1: alpha summed over the pixels whose centres lie inside the outline of jaw and brows.
 *
 * @param alpha one channel, as large as the photo
 * @param points `ibug68`, x and y of each, pixels of the photo; 0 when they enclose no pixel of it
 */
export function maskCoverage(alpha: Image, points: ArrayLike<number>): number {
  const corners = outline.map((i) => ({ x: points[i * 2]!, y: points[i * 2 + 1]! }))
  const top = Math.max(0, Math.floor(Math.min(...corners.map(({ y }) => y))))
  const bottom = Math.min(alpha.height - 1, Math.ceil(Math.max(...corners.map(({ y }) => y))))
  let inside = 0
  let hidden = 0
  for (let row = top; row <= bottom; row++) {
    const crossings = corners
      .flatMap((from, i) => {
        const to = corners[(i + 1) % corners.length]!
        const y = row + 0.5
        return from.y <= y === to.y <= y ? [] : [from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)]
      })
      .sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const first = Math.max(0, Math.ceil(crossings[i]! - 0.5))
      const last = Math.min(alpha.width - 1, Math.ceil(crossings[i + 1]! - 0.5) - 1)
      for (let column = first; column <= last; column++) {
        inside++
        hidden += alpha.data[row * alpha.width + column]!
      }
    }
  }
  return inside === 0 ? 0 : hidden / (255 * inside)
}
