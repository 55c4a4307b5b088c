import { createImage, type Image } from '@maskmirror/core'

/**
 * Black and white of an alpha mask.
 *
 * @param alpha one channel
 * @param threshold smallest alpha that counts as mask, 1..255; default 128, at least half a pixel
 * @returns one channel: 255 for mask, 0 for the rest
 */
export function binaryMask(alpha: Image, threshold = 128): Image {
  const result = createImage(alpha.width, alpha.height, 1)
  for (let i = 0; i < result.data.length; i++) result.data[i] = alpha.data[i]! >= threshold ? 255 : 0
  return result
}
