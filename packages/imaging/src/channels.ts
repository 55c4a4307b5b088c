import { createImage, type Image } from '@maskmirror/core'

/** Three channels: alpha is dropped without blending, grey is repeated. The same object when there is nothing to do. */
export function toRgb(image: Image): Image {
  if (image.channels === 3) return image
  const result = createImage(image.width, image.height, 3)
  const grey = image.channels === 1
  for (let i = 0, j = 0; j < result.data.length; i += image.channels, j += 3) {
    result.data[j] = image.data[i]!
    result.data[j + 1] = image.data[grey ? i : i + 1]!
    result.data[j + 2] = image.data[grey ? i : i + 2]!
  }
  return result
}

/** One channel: luma of ITU-R BT.601, the weights that JPEG uses. */
export function toGrey(image: Image): Image {
  if (image.channels === 1) return image
  const result = createImage(image.width, image.height, 1)
  for (let i = 0, j = 0; j < result.data.length; i += image.channels, j++) {
    result.data[j] = 0.299 * image.data[i]! + 0.587 * image.data[i + 1]! + 0.114 * image.data[i + 2]!
  }
  return result
}
