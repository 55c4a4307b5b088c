import { createImage, type Image } from '@maskmirror/core'
import { sampleBilinear, warpPerspective } from '@maskmirror/imaging'
import { isInPiece, type MaskWarp, texelMap, texelUnder, type WarpPiece } from '@maskmirror/mask-the-face'

/**
 * Moves a picture of one channel by a warp, piece by piece. Its edge goes on outside, since a crop may cut the chin.
 *
 * @param warp from pixels of `alpha` to pixels of the result
 */
export function moveAlpha(alpha: Image, warp: MaskWarp): Image {
  const { width, height } = alpha
  const result = createImage(width, height, 1)
  for (const piece of warp.pieces) {
    const moved = movedBy(alpha, piece)
    if (piece.sides.length === 0) return moved
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (isInPiece(piece, x, y)) result.data[y * width + x] = moved.data[y * width + x]!
      }
    }
  }
  return result
}

/** All of a picture by the maps of one piece. */
function movedBy(alpha: Image, piece: WarpPiece): Image {
  const { width, height } = alpha
  const [first, ...more] = piece.maps
  if (more.length === 0) return warpPerspective(alpha, first!.map, { width, height, border: 'edge' })
  const map = texelMap(piece)
  const result = createImage(width, height, 1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = texelUnder(map, x, y)
      if (Number.isFinite(u + v)) sampleBilinear(alpha, u, v, 'edge', result.data, y * width + x)
    }
  }
  return result
}
