import { createImage, type Image } from '@maskmirror/core'

/**
 * Resizes a picture: the mean over the covered area when a side shrinks, bilinear when it grows, so that fine
 * texture does not alias. Pixel centres are at half-integers, edges are repeated.
 */
export function resizeImage(source: Image, width: number, height: number): Image {
  const result = createImage(width, height, source.channels)
  const { channels } = source
  const columns = weights(source.width, width)
  const rows = weights(source.height, height)
  const middle = new Float32Array(width * source.height * channels)
  for (let y = 0; y < source.height; y++) {
    for (let x = 0; x < width; x++) {
      const { first, values } = columns[x]!
      for (let c = 0; c < channels; c++) {
        let sum = 0
        for (let k = 0; k < values.length; k++) {
          sum += values[k]! * source.data[(y * source.width + first + k) * channels + c]!
        }
        middle[(y * width + x) * channels + c] = sum
      }
    }
  }
  for (let y = 0; y < height; y++) {
    const { first, values } = rows[y]!
    for (let i = 0; i < width * channels; i++) {
      let sum = 0
      for (let k = 0; k < values.length; k++) sum += values[k]! * middle[(first + k) * width * channels + i]!
      result.data[y * width * channels + i] = sum
    }
  }
  return result
}

/** For each output position the first source position and the weights from there on; each sums to 1. */
function weights(from: number, to: number): { first: number; values: Float64Array }[] {
  const scale = from / to
  const radius = Math.max(1, scale)
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - radius))
    const last = Math.min(from - 1, Math.floor(centre + radius))
    const values = Float64Array.from({ length: last - first + 1 }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k - centre) / radius),
    )
    const sum = values.reduce((a, b) => a + b, 0)
    return { first, values: values.map((value) => value / sum) }
  })
}
