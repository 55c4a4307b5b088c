import { createImage, type Image } from '@maskmirror/core'

/**
 * Cuts a rectangle of whole pixels; what lies outside of the source is black (and transparent).
 *
 * @param box.x, box.y first column and row, may be negative
 */
export function cropImage(source: Image, box: { x: number; y: number; width: number; height: number }): Image {
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
