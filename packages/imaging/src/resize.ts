import { createImage, type Image } from '@maskmirror/core'

/**
 * Resizes a picture: the mean over the covered area when a side shrinks, bilinear when it grows, so that fine
 * texture does not alias. Pixel centres are at half-integers, edges are repeated.
 */
export function resizeImage(source: Image, width: number, height: number): Image {
  const result = createImage(width, height, source.channels)
  const { channels, data } = source
  const columns = weights(source.width, width)
  const rows = weights(source.height, height)
  const bytes = width * channels
  const middle = new Float32Array(bytes * source.height)
  for (let y = 0; y < source.height; y++) {
    const row = y * source.width * channels
    for (let x = 0; x < width; x++) {
      const { first, values } = columns[x]!
      const to = y * bytes + x * channels
      for (let c = 0; c < channels; c++) {
        let sum = 0
        let from = row + first * channels + c
        for (let k = 0; k < values.length; k++) {
          sum += values[k]! * data[from]!
          from += channels
        }
        middle[to + c] = sum
      }
    }
  }
  const sums = new Float64Array(bytes)
  for (let y = 0; y < height; y++) {
    const { first, values } = rows[y]!
    sums.fill(0)
    // row by row, so that the memory is read in its order
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!
      const row = (first + k) * bytes
      for (let i = 0; i < bytes; i++) sums[i]! += value * middle[row + i]!
    }
    result.data.set(sums, y * bytes)
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
    const values = new Float64Array(last - first + 1)
    let sum = 0
    for (let k = 0; k < values.length; k++) {
      values[k] = Math.max(0, 1 - Math.abs(first + k - centre) / radius)
      sum += values[k]!
    }
    for (let k = 0; k < values.length; k++) values[k]! /= sum
    return { first, values }
  })
}
