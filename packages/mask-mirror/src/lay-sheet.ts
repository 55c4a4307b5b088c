import { createImage, type Image } from '@maskmirror/core'
import { applyHomography } from '@maskmirror/imaging/geometry'
import { isInPiece, type MaskWarp, texelMap, texelUnder, type WarpPiece } from '@maskmirror/mask-the-face'
import { type FabricSheet, sheetSize } from './fabric-sheet.ts'

/** How a sheet is lit on a face: a factor that grows along the picture, `gain · exp(slope · (x·right[0] + y·right[1] + right[2]))`. */
export interface SheetLight {
  readonly gain: number
  readonly slope: number
  /** A pixel's place to the right of the middle between the eyes, in eye distances. */
  readonly right: readonly [a: number, b: number, c: number]
}

/**
 * A copy of a picture with a sheet laid on it.
 *
 * @param picture RGB
 * @param options.warp from pixels of the sheet to pixels of the picture
 * @param options.level 0 is the sharpest
 */
export function laySheet(
  picture: Image,
  { levels }: FabricSheet,
  options: { warp: MaskWarp; level: number; light: SheetLight },
): Image {
  const { warp, level, light } = options
  const { width, height } = picture
  const texels = levels[level]!
  const [columns, rows] = [sheetSize.width / 2 ** level, sheetSize.height / 2 ** level]
  const shrink = 1 / 2 ** level
  const shift = 0.5 * shrink - 0.5
  const { data } = createImage(width, height, 3, picture.data.slice())
  for (const piece of warp.pieces) {
    const map = texelMap(piece)
    const box = boxOf(piece, picture)
    for (let y = box.top; y < box.bottom; y++) {
      for (let x = box.left; x < box.right; x++) {
        if (!isInPiece(piece, x, y)) continue
        const [tu, tv] = texelUnder(map, x, y)
        const u = tu * shrink + shift
        const v = tv * shrink + shift
        if (!(u >= 0 && v >= 0 && u < columns - 1 && v < rows - 1)) continue // NaN too
        const [u0, v0] = [u | 0, v | 0]
        const [fu, fv] = [u - u0, v - v0]
        const p = (v0 * columns + u0) * 4
        const q = p + columns * 4
        const [w00, w10, w01, w11] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv]
        const alpha = texels[p + 3]! * w00 + texels[p + 7]! * w10 + texels[q + 3]! * w01 + texels[q + 7]! * w11
        if (alpha < 0.5) continue
        const bare = 1 - alpha / 255
        const { gain, slope, right } = light
        const lit = gain * Math.exp(slope * (right[0] * x + right[1] * y + right[2]))
        const at = (y * width + x) * 3
        for (let c = 0; c < 3; c++) {
          const colour =
            texels[p + c]! * w00 + texels[p + 4 + c]! * w10 + texels[q + c]! * w01 + texels[q + 4 + c]! * w11
          data[at + c] = lit * colour + bare * data[at + c]!
        }
      }
    }
  }
  return createImage(width, height, 3, data)
}

/** The pixels that a piece may show. */
function boxOf({ maps }: WarpPiece, { width, height }: Image) {
  const [right, bottom] = [sheetSize.width, sheetSize.height]
  const corners = maps.flatMap(({ map }) => [...applyHomography(map, [0, 0, right, 0, right, bottom, 0, bottom])])
  const along = (axis: 0 | 1, end: number) => {
    const values = corners.filter((_, i) => i % 2 === axis)
    const within = (value: number) => Math.min(end, Math.max(0, value))
    return [within(Math.floor(Math.min(...values))), within(Math.ceil(Math.max(...values)) + 1)] as const
  }
  const [xs, ys] = [along(0, width), along(1, height)]
  return { left: xs[0], right: xs[1], top: ys[0], bottom: ys[1] }
}
