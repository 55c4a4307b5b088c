/** A part of a picture, whole pixels. */
export interface FrameBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Space around the points as a share of their longer side, for caps above and masks that hang below; the same on all sides,
 * because a head may lie on any. Our choice.
 */
const margin = 0.7

/**
 * The part of a picture with some faces and what may be drawn on them.
 *
 * @param faces x0, y0, … in pixels, at least one face; a face may lie partly outside of the picture
 */
export function frameAround(
  faces: readonly Float32Array[],
  picture: { readonly width: number; readonly height: number },
): FrameBox {
  let [left, top, right, bottom] = [picture.width, picture.height, 0, 0]
  for (const points of faces) {
    const xs = points.filter((_, i) => i % 2 === 0)
    const ys = points.filter((_, i) => i % 2 === 1)
    const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const space = margin * Math.max(east - west, south - north)
    left = Math.min(left, west - space)
    right = Math.max(right, east + space)
    top = Math.min(top, north - space)
    bottom = Math.max(bottom, south + space)
  }
  const x = Math.min(picture.width - 1, Math.max(0, Math.floor(left)))
  const y = Math.min(picture.height - 1, Math.max(0, Math.floor(top)))
  return {
    x,
    y,
    width: Math.max(1, Math.min(picture.width, Math.ceil(right)) - x),
    height: Math.max(1, Math.min(picture.height, Math.ceil(bottom)) - y),
  }
}
