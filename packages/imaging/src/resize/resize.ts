import { createImage, type Image } from '@maskmirror/core'
import { resizeRows } from './resize-rows.ts'
import { sharesOf } from './shares.ts'

/**
 * Resizes a picture: the mean over the covered area when a side shrinks, bilinear when it grows, so that fine
 * texture does not alias. Pixel centres are at half-integers, edges are repeated.
 */
export function resizeImage(source: Image, width: number, height: number): Image {
  const { channels } = source
  const result = createImage(width, height, channels)
  resizeRows(source.data, result.data, {
    columns: sharesOf(source.width, width),
    rows: sharesOf(source.height, height),
    channels,
    sourceBytes: source.width * channels,
  })
  return result
}
