import { createImage, type Image } from '@maskmirror/core'
import { roundHalfEven } from './hsv-tables.ts'

/** 8-bit red, green and blue. */
export type CompatRgb = readonly [red: number, green: number, blue: number]

/**
 * Mixes a template with one colour as OpenCV's `addWeighted` does with float32 weights; where alpha is 0 the colour
 * becomes black, everywhere else it is changed at full weight, and alpha stays.
 *
 * @param template RGBA
 * @param weight of the colour, 0..1
 */
export function blendColour(template: Image, colour: CompatRgb, weight: number): Image {
  const tables = colour.map((value) => {
    const table = new Uint8Array(256)
    const own = Math.fround(value * Math.fround(weight))
    for (let i = 0; i < 256; i++) table[i] = weighted(i, own, Math.fround(1 - weight))
    return table
  })
  const result = createImage(template.width, template.height, 4)
  const from = template.data
  const to = result.data
  for (let i = 0; i < from.length; i += 4) {
    if (from[i + 3] === 0) continue
    for (let c = 0; c < 3; c++) to[i + c] = tables[c]![from[i + c]!]!
    to[i + 3] = from[i + 3]!
  }
  return result
}

/**
 * Mixes a template with a picture of its size, by the same arithmetic.
 *
 * @param template RGBA
 * @param pattern RGB
 * @param weight of the pattern, 0..1
 */
export function blendPattern(template: Image, pattern: Image, weight: number): Image {
  const patternWeight = Math.fround(weight)
  const templateWeight = Math.fround(1 - weight)
  const weightedPattern = Float32Array.from({ length: 256 }, (_, i) => i * patternWeight)
  const result = createImage(template.width, template.height, 4)
  const from = template.data
  const to = result.data
  for (let i = 0, j = 0; i < from.length; i += 4, j += 3) {
    if (from[i + 3] === 0) continue
    for (let c = 0; c < 3; c++)
      to[i + c] = weighted(from[i + c]!, weightedPattern[pattern.data[j + c]!]!, templateWeight)
    to[i + 3] = from[i + 3]!
  }
  return result
}

/** Product and sum with one rounding to float32, then to the nearest whole number. */
function weighted(value: number, other: number, weight: number): number {
  return roundHalfEven(Math.fround(value * weight + other))
}
