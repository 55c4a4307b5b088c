import { createImage, type Image } from '@maskmirror/core'
import { sampleBilinear } from '@maskmirror/imaging'
import { isInPiece, type MaskWarp, texelMap, texelUnder } from '@maskmirror/mask-the-face'

/**
 * Moves a picture of one channel by a warp, piece by piece. Its edge goes on outside, since a crop may cut the chin.
 *
 * @param warp from pixels of `alpha` to pixels of the result
 */
export function moveAlpha(alpha: Image, warp: MaskWarp): Image {
  const { width, height } = alpha
  const result = createImage(width, height, 1)
  for (const piece of warp.pieces) {
    const map = texelMap(piece)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (!isInPiece(piece, x, y)) continue
        const [u, v] = texelUnder(map, x, y)
        sampleBilinear(alpha, u, v, 'edge', result.data, y * width + x)
      }
    }
  }
  return result
}
