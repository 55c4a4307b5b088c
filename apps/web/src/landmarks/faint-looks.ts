/** A rectangle of a photo, pixels; it may reach over the border. */
export interface LookedAt {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Least confidence of MediaPipe's detector in a face when it looks again, 0..1; usually it is a half. */
export const faintConfidence = 0.2

/**
 * Black around a photo, in its longer side: the detector wants some room around a face, and is less sure of masked ones. Of
 * 79 masked faces of RMFVD that Node finds, the usual look finds 72 and these, one after the other, 73, 74 and 76; squares cut
 * out by YuNet's boxes, in eight sizes, would give 75.
 */
const margins = [0, 0.25, 0.75] as const

/** Sides of squares, in the photo's longer side: the detector sees 128 pixels and misses faces below a fifth of them. */
const tiles = [1 / 2, 1 / 4] as const

/** A smaller square is not looked at: its faces would be too small to work with. Pixels, our choice. */
const minTile = 192

/**
 * How a photo is looked at again when no face was found, one list after the other until there is one: as it is, with margins,
 * and in squares that overlap by half. What is taken for a face then counts only if the landmark network, looking closer,
 * is sure of it.
 *
 * @param photo size in pixels
 */
export function faintLooks(photo: { readonly width: number; readonly height: number }): LookedAt[][] {
  const { width, height } = photo
  const longer = Math.max(width, height)
  const withMargins = margins.map((margin) => {
    const border = Math.round(margin * longer)
    return [{ left: 0 - border, top: 0 - border, width: width + 2 * border, height: height + 2 * border }]
  })
  // both sizes at once: a crowd has larger and smaller faces
  const inTiles = tiles
    .map((share) => Math.round(share * longer))
    .filter((side) => side >= minTile)
    .flatMap((side) =>
      startsOf(height, side).flatMap((top) =>
        startsOf(width, side).map((left) => ({ left, top, width: side, height: side })),
      ),
    )
  return inTiles.length === 0 ? withMargins : [...withMargins, inTiles]
}

/** Where squares begin along a side of the photo. */
function startsOf(length: number, side: number): number[] {
  const steps = Math.max(0, Math.ceil((2 * (length - side)) / side))
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((i * Math.max(0, length - side)) / Math.max(1, steps)))
}
