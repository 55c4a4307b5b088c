import type { Image } from '@maskmirror/core'
import type { FaceFrame } from '@maskmirror/mask-the-face'

/** The middle of each half of the upper face, in eye distances from the middle between the eyes: under the eyes and over the brows. */
const places = [
  [0.45, 0.22],
  [0.42, -0.5],
] as const

/** A side that is darker by more is covered or lies in a hard shadow; our choice. */
const limit = 0.6

/**
 * From which side a face is lit: the natural logarithm of how much brighter its right half in the picture is than its left,
 * for each eye distance; 0 when one half lies outside of the picture.
 *
 * @param image RGB
 */
export function sideLight(image: Image, frame: FaceFrame): number {
  const logs: number[] = []
  for (const [x, y] of places) {
    const right = brightness(image, frame, [x, y])
    const left = brightness(image, frame, [-x, y])
    if (right !== null && left !== null) logs.push(Math.log((right + 8) / (left + 8)) / (2 * x)) // 8: black is noise
  }
  if (logs.length === 0) return 0
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
  return Math.min(limit, Math.max(-limit, mean))
}

/** Mean green, which carries most of the luminance, over a grid of 5×5 points; null when one is outside. */
function brightness(image: Image, frame: FaceFrame, [x, y]: readonly [number, number]): number | null {
  let sum = 0
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      const [u, v] = frame.toImage((x + 0.05 * column) * frame.iodPx, (y + 0.05 * row) * frame.iodPx)
      const [px, py] = [Math.round(u), Math.round(v)]
      if (px < 0 || py < 0 || px >= image.width || py >= image.height) return null
      sum += image.data[(py * image.width + px) * 3 + 1]!
    }
  }
  return sum / 25
}
