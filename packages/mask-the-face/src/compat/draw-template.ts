import { createImage, type Image } from '@maskmirror/core'
import type { Matrix3 } from './fit-homography.ts'
import type { HsvTables } from './hsv-tables.ts'
import { scaledBytes } from './mean-value.ts'
import { createBrightnessThenSaturation, type RowPart } from './scale-hsv.ts'
import type { TemplateTexels } from './template-texels.ts'
import { templateWarp } from './template-warp.ts'

/** What is put where the mask is: the template's picture, black where it is opaque, or black to be filled from around. */
export type MaskFilling = 'template' | 'black'

/** What `drawTemplate` found and did besides changing the picture. */
export interface TemplateDrawing {
  /** One channel, 0..255, of the picture's size: what the original calls the binary mask. */
  readonly alpha: Image
  /** Rows and columns that hold all alpha above 0; `endX` and `endY` are beyond the last. Empty when `x >= endX`. */
  readonly box: { readonly x: number; readonly y: number; readonly endX: number; readonly endY: number }
  /** Factor on V: 1 + (mean V of the picture - mean V of the template) / 255. */
  readonly brightness: number
  /** Factor on S: 1 - (the same difference) / 255. */
  readonly saturation: number
  /** Sum of the brightest channel over the picture as it is now. */
  readonly valueSum: number
}

/**
 * Warps a template onto a picture, fits its brightness and saturation and puts it in, in place: opaque pixels replace the
 * picture, pixels with another alpha are added to it at full weight, which gives the original's bright rim.
 *
 * @param picture RGB; it is changed
 * @param options.matrix homography from template to picture
 * @param options.valueSum sum of the brightest channel over the picture
 */
export function drawTemplate(
  picture: Image,
  options: {
    texels: TemplateTexels
    matrix: Matrix3
    filling: MaskFilling
    tables: HsvTables
    valueSum: number
  },
): TemplateDrawing {
  const { texels, matrix, filling, tables } = options
  const { width, height } = picture
  const difference = (options.valueSum / (width * height) - texels.meanValue) / 255
  const brightness = 1 + difference
  const saturation = 1 - difference
  const adjust = createBrightnessThenSaturation(tables, {
    value: scaledBytes(brightness),
    saturation: scaledBytes(saturation),
    same: scaledBytes(1),
  })

  const alpha = createImage(width, height, 1)
  const warp = templateWarp(texels, matrix, width, height)
  const words = new Int32Array(width)
  const pixels = new Uint8Array(words.buffer)
  const span = new Int32Array(2)
  const box = { x: width, y: height, endX: 0, endY: 0 }
  let valueSum = options.valueSum
  for (let y = 0; y < height; y++) {
    warp.spanOf(y, span)
    // only what holds some alpha can change the picture
    let x = span[0]!
    let endX = span[1]!
    if (x >= endX) continue
    warp.drawRow(y, x, endX, words)
    let first = 0
    while (x < endX && pixels[first * 4 + 3] === 0) {
      first++
      x++
    }
    while (endX > x && pixels[(first + endX - x - 1) * 4 + 3] === 0) endX--
    if (x === endX) continue
    box.x = Math.min(box.x, x)
    box.y = Math.min(box.y, y)
    box.endX = Math.max(box.endX, endX)
    box.endY = y + 1
    const row: RowPart = { pixels: pixels.subarray(first * 4), count: endX - x, x, pictureWidth: width }
    if (filling === 'template') adjust(row)
    else blacken(row)
    for (let i = 0; i < row.count; i++) alpha.data[y * width + x + i] = row.pixels[i * 4 + 3]!
    valueSum += composite(picture.data, (y * width + x) * 3, row)
  }
  return { alpha, box, brightness, saturation, valueSum }
}

function blacken({ pixels, count }: RowPart): void {
  for (let i = 0; i < count * 4; i += 4) {
    pixels[i] = 0
    pixels[i + 1] = 0
    pixels[i + 2] = 0
  }
}

/** @returns by how much the sum of the brightest channel grew */
function composite(picture: Uint8ClampedArray, start: number, { pixels, count }: RowPart): number {
  let grown = 0
  for (let i = 0, p = start; i < count * 4; i += 4, p += 3) {
    const alpha = pixels[i + 3]!
    if (alpha === 0) continue
    const r = picture[p]!
    const g = picture[p + 1]!
    const b = picture[p + 2]!
    const kept = alpha === 255 ? 0 : 1
    const newR = r * kept + pixels[i]!
    const newG = g * kept + pixels[i + 1]!
    const newB = b * kept + pixels[i + 2]!
    // a clamped array: sums above 255 become 255
    picture[p] = newR
    picture[p + 1] = newG
    picture[p + 2] = newB
    grown += Math.min(Math.max(newR, newG, newB), 255) - Math.max(r, g, b)
  }
  return grown
}
