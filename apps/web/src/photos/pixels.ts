import { createImage, type Image } from '@maskmirror/core'

/** Pixels of a photo: RGBA, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/** @param pixels opaque @returns RGB */
export function imageOfPixels({ data, width, height }: Pixels): Image {
  const image = createImage(width, height, 3)
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    image.data[to] = data[from]!
    image.data[to + 1] = data[from + 1]!
    image.data[to + 2] = data[from + 2]!
  }
  return image
}

/** @param image grey or RGB @returns opaque */
export function pixelsOfImage({ data, width, height, channels }: Image): Pixels {
  const pixels = new Uint8ClampedArray(width * height * 4)
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  for (let from = 0, to = 0; from < data.length; from += channels, to += 4) {
    pixels[to] = data[from]!
    pixels[to + 1] = data[from + green]!
    pixels[to + 2] = data[from + blue]!
    pixels[to + 3] = 255
  }
  return { data: pixels, width, height }
}
