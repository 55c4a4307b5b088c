import { createImage, type Image } from '@maskmirror/core'

/** The picture in a mirror: its left side is right. */
export function mirrorImage(source: Image): Image {
  const { width } = source
  return rearrange(source, width, source.height, (x, y) => y * width + width - 1 - x)
}

/**
 * Turns a picture clockwise.
 *
 * @param quarters quarter turns: 1, 2 or 3
 */
export function turnImage(source: Image, quarters: 1 | 2 | 3): Image {
  const { width, height } = source
  if (quarters === 2) return rearrange(source, width, height, (x, y) => (height - 1 - y) * width + width - 1 - x)
  return quarters === 1
    ? rearrange(source, height, width, (x, y) => (height - 1 - x) * width + y)
    : rearrange(source, height, width, (x, y) => x * width + width - 1 - y)
}

/** @param from index of the source's pixel that comes to column x and row y */
function rearrange(source: Image, width: number, height: number, from: (x: number, y: number) => number): Image {
  const { channels, data } = source
  const result = createImage(width, height, channels)
  let to = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = from(x, y) * channels
      for (let c = 0; c < channels; c++) result.data[to++] = data[at + c]!
    }
  }
  return result
}
