import type { Image } from '@maskmirror/core'

/** Vertical, horizontal and both diagonals. */
const directions = 4

/** Pixels to the outline of the shape in which edges do not count: they are the outline's own. */
const margin = 2

/**
 * How strongly edges run in each direction inside a shape, as a whole: where exactly a fold lies differs from mask to
 * mask, that it lies across does not.
 *
 * @param grey one channel
 * @param inside 1 for the pixels of the shape, 0 for others
 * @returns sum of gradient lengths by direction, 4 values
 */
export function edgeDirections(grey: Image, inside: Uint8Array): Float64Array {
  const { data, width, height } = grey
  const result = new Float64Array(directions)
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const i = y * width + x
      const arms = inside[i - margin]! & inside[i + margin]! & inside[i - margin * width]! & inside[i + margin * width]!
      if ((inside[i]! & arms) === 0) continue
      const dx = data[i + 1]! - data[i - 1]!
      const dy = data[i + width]! - data[i - width]!
      const turn = Math.atan2(dy, dx) / Math.PI + 1 // opposite gradients are the same direction of an edge
      result[Math.round(turn * directions) % directions]! += Math.hypot(dx, dy)
    }
  }
  return result
}

/** Cosine between two vectors without negative entries, 0..1; 0 when one is all zero. */
export function cosineOf(a: Float64Array, b: Float64Array): number {
  let product = 0
  let powerA = 0
  let powerB = 0
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!
    powerA += a[i]! ** 2
    powerB += b[i]! ** 2
  }
  return powerA === 0 || powerB === 0 ? 0 : product / Math.sqrt(powerA * powerB)
}
