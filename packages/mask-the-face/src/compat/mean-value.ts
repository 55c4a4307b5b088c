import type { Image } from '@maskmirror/core'

/**
 * Sum of the brightest channel (V of HSV) over all pixels; the original calls its mean the picture's brightness.
 *
 * @param image RGB
 */
export function sumOfValue(image: Image): number {
  const { data } = image
  let sum = 0
  for (let i = 0; i < data.length; i += 3) {
    const r = data[i]!
    const g = data[i + 1]!
    const b = data[i + 2]!
    sum += Math.max(r, g, b)
  }
  return sum
}

/** Each byte times a factor ≥ 0, cut at 255 and to a whole number. */
export function scaledBytes(factor: number): Uint8Array {
  const bytes = new Uint8Array(256)
  for (let i = 0; i < 256; i++) bytes[i] = Math.min(255, factor * i) // storing cuts the fraction
  return bytes
}
