import type { Image } from '@maskmirror/core'
import { type Affine, applyAffine } from '../geometry/affine.ts'

/** Whole pixels of a picture; right and bottom are the first outside. */
export interface Part {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * The part of a picture on which the pixels of a moved one lie, with the neighbours of every sample and a pixel for rounding.
 * More than half of the columns become all of them, because whole rows are copied at once.
 *
 * @param output its size
 * @param inverse from pixels of the output to pixels of the picture
 * @returns empty (right ≤ left or bottom ≤ top) where none of it is in the picture; NaN where the map has some
 */
export function partBelow(
  output: { readonly width: number; readonly height: number },
  inverse: Affine,
  image: Pick<Image, 'width' | 'height'>,
): Part {
  const [lastX, lastY] = [output.width - 1, output.height - 1]
  const corners = applyAffine(inverse, [0, 0, lastX, 0, 0, lastY, lastX, lastY])
  const xs = [corners[0]!, corners[2]!, corners[4]!, corners[6]!]
  const ys = [corners[1]!, corners[3]!, corners[5]!, corners[7]!]
  const left = Math.max(0, Math.floor(Math.min(...xs)) - 1)
  const right = Math.min(image.width, Math.floor(Math.max(...xs)) + 3)
  const isWide = right - left > image.width / 2
  return {
    left: isWide ? 0 : left,
    top: Math.max(0, Math.floor(Math.min(...ys)) - 1),
    right: isWide ? image.width : right,
    bottom: Math.min(image.height, Math.floor(Math.max(...ys)) + 3),
  }
}

/** @param at where the part's first pixel goes */
export function copyRgbPart({ data, width }: Image, part: Part, to: Uint8ClampedArray, at: number): void {
  const { left, top, right, bottom } = part
  const bytes = (right - left) * 3
  if (right - left === width) to.set(data.subarray(top * bytes, bottom * bytes), at)
  else {
    for (let y = top; y < bottom; y++) {
      const from = (y * width + left) * 3
      to.set(data.subarray(from, from + bytes), at + (y - top) * bytes)
    }
  }
}
