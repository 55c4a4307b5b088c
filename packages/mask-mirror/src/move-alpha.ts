import { createImage, type Image } from '@maskmirror/core'
import { warpPerspective } from '@maskmirror/imaging'
import { type MaskWarp, shareOnSide } from '@maskmirror/mask-the-face'

/**
 * Moves a picture of one channel by a warp, piece by piece. Its edge goes on outside, since a crop may cut the chin.
 *
 * @param warp from pixels of `alpha` to pixels of the result
 */
export function moveAlpha(alpha: Image, warp: MaskWarp): Image {
  const { width, height } = alpha
  const result = createImage(width, height, 1)
  for (const { map, side } of warp.pieces) {
    const moved = warpPerspective(alpha, map, { width, height, border: 'edge' })
    if (side === null) return moved
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const share = shareOnSide(side, x, y)
        if (share > 0) result.data[y * width + x] = share * moved.data[y * width + x]!
      }
    }
  }
  return result
}
