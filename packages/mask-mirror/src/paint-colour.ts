import { createImage, type Image } from '@maskmirror/core'
import type { Rgb } from '@maskmirror/mask-the-face'

/**
 * A copy of a picture with one colour over it.
 *
 * @param picture RGB
 * @param alpha one channel of the same size: the share of the colour in each pixel
 */
export function paintColour(picture: Image, alpha: Image, colour: Rgb): Image {
  const { width, height, data } = picture
  const result = createImage(width, height, 3, data.slice())
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i] === 0) continue
    const share = alpha.data[i]! / 255
    for (let c = 0; c < 3; c++) result.data[i * 3 + c] = share * colour[c]! + (1 - share) * data[i * 3 + c]!
  }
  return result
}
