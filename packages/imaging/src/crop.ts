import { createImage, type Image } from '@maskmirror/core'
import { ImagingError } from './error.ts'

/**
 * Cuts a rectangle of whole pixels; what lies outside of the source is black (and transparent).
 *
 * @param box.x, box.y first column and row, may be negative
 * @throws ImagingError `bad-shape` when x or y is no whole number; MaskMirrorError `image-shape` for such a width or height
 */
export function cropImage(source: Image, box: { x: number; y: number; width: number; height: number }): Image {
  if (!Number.isInteger(box.x) || !Number.isInteger(box.y)) {
    throw new ImagingError({
      code: 'bad-shape',
      message: `Expected box.x and box.y to be whole numbers but received ${box.x} and ${box.y}`,
      details: { box },
    })
  }
  const result = createImage(box.width, box.height, source.channels)
  const left = Math.max(0, box.x)
  const right = Math.min(source.width, box.x + box.width)
  if (right <= left) return result
  for (let y = Math.max(0, box.y); y < Math.min(source.height, box.y + box.height); y++) {
    const from = (y * source.width + left) * source.channels
    const row = source.data.subarray(from, from + (right - left) * source.channels)
    result.data.set(row, ((y - box.y) * box.width + left - box.x) * source.channels)
  }
  return result
}
