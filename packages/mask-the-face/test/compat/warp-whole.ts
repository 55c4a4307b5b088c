import { createImage, type Image } from '@maskmirror/core'
import type { Matrix3 } from '../../src/compat/fit-homography.ts'
import type { TemplateTexels } from '../../src/compat/template-texels.ts'
import { templateWarp } from '../../src/compat/template-warp.ts'

/** A warped template as RGBA of the picture's size, transparent black around the spans that are drawn. */
export function warpWhole(texels: TemplateTexels, matrix: Matrix3, width: number, height: number): Image {
  const warp = templateWarp(texels, matrix, width, height)
  const words = new Int32Array(width * height)
  const span = new Int32Array(2)
  for (let y = 0; y < height; y++) {
    warp.spanOf(y, span)
    if (span[0]! < span[1]!) warp.drawRow(y, span[0]!, span[1]!, words.subarray(y * width + span[0]!))
  }
  return createImage(width, height, 4, new Uint8ClampedArray(words.buffer))
}
