import { createImage, type Image } from '@maskmirror/core'
import { resizeImage } from '@maskmirror/imaging'

/** The shadow is soft, so that it is made at a quarter of the size. */
const shrink = 4

/** In pixels of a template, whose eye distance is about 240; our choice, by eye. */
const radius = 12
const fall = 8

/** In pixels of the small shadow; our choice. */
const fadeWidth = 5

/**
 * The soft shadow that a template throws on the face under it: its alpha, blurred and moved down, as from a light above.
 *
 * @param alpha one channel; its sides are multiples of 4
 */
export function templateShadow(alpha: Image): Image {
  const { width, height } = alpha
  const small = resizeImage(alpha, width / shrink, height / shrink)
  const lowered = createImage(small.width, small.height, 1)
  const down = (fall / shrink) * small.width
  for (let i = down; i < lowered.data.length; i++) lowered.data[i] = small.data[i - down]!
  let soft = lowered
  for (let pass = 0; pass < 2; pass++) soft = boxBlurRows(boxBlurRows(soft, radius / shrink), radius / shrink)
  fadeAtEdge(soft)
  return resizeImage(soft, width, height)
}

/** Down to nothing over the outermost pixels, where loops leave the canvas: a shadow that is cut off is seen as a line. */
function fadeAtEdge({ data, width, height }: Image): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.min(x, y, width - 1 - x, height - 1 - y)
      if (distance < fadeWidth) data[y * width + x]! *= distance / fadeWidth
    }
  }
}

/** Mean over 2·radius + 1 pixels of each row, zero outside, transposed: twice is a blur of rows and columns. */
function boxBlurRows({ data, width, height }: Image, radius: number): Image {
  const result = createImage(height, width, 1)
  const size = 2 * radius + 1
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -radius; x < width; x++) {
      if (x + radius < width) sum += data[y * width + x + radius]!
      if (x - radius - 1 >= 0) sum -= data[y * width + x - radius - 1]!
      if (x >= 0) result.data[x * height + y] = sum / size
    }
  }
  return result
}
