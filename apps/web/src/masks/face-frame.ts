/** A part of a picture, whole pixels. */
export interface FrameBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Space around the points in heights of the face, for caps above and hanging masks below; our choice. */
const margin = { above: 0.8, below: 0.55, beside: 0.5 }

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
    const [highest, lowest] = [Math.min(...ys), Math.max(...ys)]
    const height = lowest - highest
    left = Math.min(left, Math.min(...xs) - margin.beside * height)
    right = Math.max(right, Math.max(...xs) + margin.beside * height)
    top = Math.min(top, highest - margin.above * height)
    bottom = Math.max(bottom, lowest + margin.below * height)
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
