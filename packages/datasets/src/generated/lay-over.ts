import { createImage, type Image } from '@maskmirror/core'
import type { Layer } from './take-photo.ts'

/**
 * Lays a layer over a picture: alpha · colour + (1 − alpha) · picture in whole numbers, so that the labels say exactly what was
 * done to every pixel.
 *
 * @param picture RGB
 */
export function layOver(picture: Image, { colour, alpha }: Layer): Image {
  const { width, height } = picture
  const data = picture.data.slice()
  for (let i = 0, k = 0; i < alpha.data.length; i++, k += 3) {
    const a = alpha.data[i]!
    if (a === 0) continue
    for (let c = k; c < k + 3; c++) data[c] = Math.round((a * colour.data[c]! + (255 - a) * data[c]!) / 255)
  }
  return createImage(width, height, 3, data)
}
