import type { Image } from '@maskmirror/core'

/** Where two pictures first differ, in words; null when they are the same. Large arrays are slow to compare by matchers. */
export function firstDifference(found: Image, expected: Image): string | null {
  const sizes = [found, expected].map(({ width, height, channels }) => `${width}×${height}×${channels}`)
  if (sizes[0] !== sizes[1]) return `size ${sizes[0]}, not ${sizes[1]}`
  const at = found.data.findIndex((value, i) => value !== expected.data[i])
  if (at < 0) return null
  const pixel = Math.floor(at / found.channels)
  const place = `x ${pixel % found.width}, y ${Math.floor(pixel / found.width)}, channel ${at % found.channels}`
  return `${place}: ${found.data[at]}, not ${expected.data[at]}`
}
