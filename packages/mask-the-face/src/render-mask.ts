import { createImage, type Image } from '@maskmirror/core'
import { applyHomography, type Homography, invertHomography } from '@maskmirror/imaging/geometry'
import type { Rgb } from './mask-colour.ts'
import type { MaskTemplate } from './mask-template.ts'
import { type MaskWarp, shareOnSide, templateCorners, type WarpPiece, type WarpSide } from './mask-warp.ts'

/** Whole pixels of a picture. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Draws a template over a copy of a picture, inside its bounding box only: for each pixel the texel under it, bilinear
 * from the level of detail nearest in size, blended by its alpha in sRGB values.
 *
 * @param image RGB
 * @param options.gain factor on the colour and on the light that the fabric throws back
 * @returns the picture, one channel with the share of mask in each pixel, and the box; null when the box is empty
 */
export function renderMask(
  image: Image,
  options: { template: MaskTemplate; warp: MaskWarp; colour: Rgb; gain: number },
): { image: Image; alpha: Image; box: PixelBox } | null {
  const { template, warp, colour, gain } = options
  const corners = warp.pieces.flatMap(({ map }) => [...applyHomography(map, templateCorners(template))])
  const box = boxInside(corners, image)
  if (box === null) return null
  const result = createImage(image.width, image.height, 3, image.data.slice())
  const alpha = createImage(image.width, image.height, 1)
  for (const piece of warp.pieces) renderPiece(result, alpha, { template, piece, colour, gain, box })
  return { image: result, alpha, box }
}

function renderPiece(
  image: Image,
  alpha: Image,
  options: { template: MaskTemplate; piece: WarpPiece; colour: Rgb; gain: number; box: PixelBox },
): void {
  const { template, piece, colour, gain, box } = options
  const h = invertHomography(piece.map)
  const level = nearestLevel(template, h, box)
  const { data, width, height } = template.levels[level]!
  const shrink = 1 / 2 ** level
  // centre of texel i of the first level is at (i + 0.5) / 2^level - 0.5 of this one; +1 for its border
  const shift = 0.5 * shrink + 0.5
  const [red, green, blue] = colour
  const tint = gain / 255
  const out = image.data
  const soft = piece.side?.edge === 'soft' ? piece.side : null
  for (let y = box.y; y < box.y + box.height; y++) {
    const [first, end] = span(piece.side, y, box.x, box.x + box.width)
    for (let x = first; x < end; x++) {
      const w = shrink / (h[6] * x + h[7] * y + h[8])
      const u = (h[0] * x + h[1] * y + h[2]) * w + shift
      const v = (h[3] * x + h[4] * y + h[5]) * w + shift
      if (!(u >= 0 && v >= 0 && u < width - 1 && v < height - 1)) continue // the border is transparent
      const u0 = u | 0
      const v0 = v | 0
      const fu = u - u0
      const fv = v - v0
      const p = (v0 * width + u0) * 3
      const q = p + width * 3
      const w11 = fu * fv
      const w10 = fu - w11
      const w01 = fv - w11
      const w00 = 1 - fu - w01
      const share = soft === null ? 1 : shareOnSide(soft, x, y)
      const cover = share * (data[p + 2]! * w00 + data[p + 5]! * w10 + data[q + 2]! * w01 + data[q + 5]! * w11)
      if (cover < 0.5) continue // alpha would be stored as 0
      const multiply = (data[p]! * w00 + data[p + 3]! * w10 + data[q]! * w01 + data[q + 3]! * w11) * tint * share
      const add = (data[p + 1]! * w00 + data[p + 4]! * w10 + data[q + 1]! * w01 + data[q + 4]! * w11) * gain * share
      const pixel = y * image.width + x
      const i = pixel * 3
      const keep = 1 - cover / 255
      alpha.data[pixel] = cover
      out[i] = red * multiply + add + out[i]! * keep
      out[i + 1] = green * multiply + add + out[i + 1]! * keep
      out[i + 2] = blue * multiply + add + out[i + 2]! * keep
    }
  }
}

/** The columns of a row in from..to-1 that lie on a side of a line. */
function span(side: WarpSide | null, y: number, from: number, to: number): [first: number, end: number] {
  if (side === null) return [from, to]
  const inside = (x: number) => shareOnSide(side, x, y) > 0
  // the side is a half-plane: its part of a row is one run that begins or ends at the row's end
  let first = from
  let end = to
  while (first < end && !inside(first)) first++
  while (end > first && !inside(end - 1)) end--
  return [first, end]
}

/** The whole pixels around x, y pairs, cut to the image; null when nothing is left. */
function boxInside(corners: readonly number[], image: Image): PixelBox | null {
  const xs = corners.filter((_, i) => i % 2 === 0)
  const ys = corners.filter((_, i) => i % 2 === 1)
  const x = Math.max(0, Math.floor(Math.min(...xs)))
  const y = Math.max(0, Math.floor(Math.min(...ys)))
  const width = Math.min(image.width - 1, Math.ceil(Math.max(...xs))) - x + 1
  const height = Math.min(image.height - 1, Math.ceil(Math.max(...ys))) - y + 1
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** The level whose texels are nearest in size to the picture's pixels at the middle of the box. */
function nearestLevel(template: MaskTemplate, inverse: Homography, box: PixelBox): number {
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  const w = inverse[6] * x + inverse[7] * y + inverse[8]
  const u = (inverse[0] * x + inverse[1] * y + inverse[2]) / w
  const v = (inverse[3] * x + inverse[4] * y + inverse[5]) / w
  // determinant of the derivative of (u, v) with respect to (x, y)
  const area =
    ((inverse[0] - u * inverse[6]) * (inverse[4] - v * inverse[7]) -
      (inverse[1] - u * inverse[7]) * (inverse[3] - v * inverse[6])) /
    (w * w)
  const level = Math.round(Math.log2(Math.sqrt(Math.abs(area))))
  return Math.min(template.levels.length - 1, Math.max(0, level))
}
