import type { Image } from '@maskmirror/core'
import { applyHomography, type Homography } from '@maskmirror/imaging/geometry'
import { desaturate } from './linear-light.ts'
import type { Rgb } from './mask-colour.ts'
import type { MaskLook } from './mask-look.ts'
import type { MaskLoop } from './mask-loops.ts'
import { type PatternPlan, patternColours } from './mask-pattern.ts'
import type { MaskTemplate } from './mask-template.ts'
import { isInPiece, type MaskWarp, type WarpPiece, type WarpSide } from './mask-warp.ts'
import { boxAround, boxCorners, boxInside, type PixelBox } from './pixel-box.ts'
import type { PreparedPattern } from './prepare-pattern.ts'
import { renderLoop } from './render-loop.ts'
import { type TexelMap, texelMap, texelUnder, visibleDepth } from './texel-map.ts'

/** What is drawn, all of it decided. */
export interface MaskDrawing {
  readonly template: MaskTemplate
  readonly warp: MaskWarp
  /** Under the template. */
  readonly loops: readonly MaskLoop[]
  readonly colour: Rgb
  readonly pattern: { readonly image: PreparedPattern; readonly plan: PatternPlan } | null
  readonly look: MaskLook
}

/**
 * Draws a template into a picture, inside its bounding box only: for each pixel the texel under it, bilinear from the level
 * of detail nearest in size and sharpness, blended by its alpha in sRGB values over the picture in its shadow.
 *
 * @param image RGB or RGBA, written to; where it is transparent the mask makes it opaque
 * @param alpha one channel of the same size, written to: the share of mask in each pixel
 * @returns the pixels that may have changed; null when the box is empty
 */
export function renderMask(image: Image, alpha: Image, drawing: MaskDrawing): PixelBox | null {
  const content = boxCorners(drawing.template.content)
  // one texel more, over which the edge fades
  for (let i = 0; i < 8; i++) content[i]! += i === 0 || i === 1 || i === 3 || i === 6 ? -1 : 1
  const boxes: PixelBox[] = []
  for (const loop of drawing.loops) {
    const box = renderLoop(image, alpha, loop, drawing.look.gain)
    if (box !== null) boxes.push(box)
  }
  for (const piece of drawing.warp.pieces) {
    const box = boxInside(shownCorners(piece, content), image)
    if (box === null) continue
    renderPiece(image, alpha, { drawing, piece, box })
    boxes.push(box)
  }
  return boxes.length === 0 ? null : boxAround(boxes)
}

/** Corners of what a piece may show: the content under each of its maps, cut along its sides. */
function shownCorners({ maps, sides }: WarpPiece, content: readonly number[]): number[] {
  return maps.flatMap(({ map }) =>
    sides.reduce<readonly number[]>(
      (corners, { line }) => cutToSide(corners, line),
      [...applyHomography(map, content)],
    ),
  )
}

/** A polygon's part on one side of a line. */
function cutToSide(corners: readonly number[], [a, b, c]: WarpSide['line']): number[] {
  const kept: number[] = []
  for (let i = 0; i < corners.length; i += 2) {
    const [x, y] = [corners[i]!, corners[i + 1]!]
    const j = (i + 2) % corners.length
    const [nextX, nextY] = [corners[j]!, corners[j + 1]!]
    const here = a * x + b * y + c
    const next = a * nextX + b * nextY + c
    if (here >= 0) kept.push(x, y)
    if (here >= 0 !== next >= 0) {
      const t = here / (here - next)
      kept.push(x + t * (nextX - x), y + t * (nextY - y))
    }
  }
  return kept
}

function renderPiece(
  image: Image,
  alpha: Image,
  options: { drawing: MaskDrawing; piece: WarpPiece; box: PixelBox },
): void {
  const { drawing, piece, box } = options
  const { template, look, pattern } = drawing
  const { gain, saturation } = look
  const map = texelMap(piece)
  const [first, second] = map
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = first
  const [k0, k1, k2, k3, k4, k5, k6, k7, k8] = second ?? noMap
  const level = levelFor(template, map, box, look.blurPx)
  const { data, width, height } = template.levels[level]!
  // one read for the four channels: bytes from the lowest are multiply, add, alpha, shadow on the little-endian
  // processors that JavaScript engines run on
  const texels = new Int32Array(data.buffer, data.byteOffset, width * height)
  const shrink = 1 / 2 ** level
  // centre of texel i of the first level is at (i + 0.5) / 2^level - 0.5 of this one; +1 for its border
  const shift = 0.5 * shrink + 0.5
  const [red, green, blue] = desaturate(drawing.colour, saturation)
  const printed =
    pattern === null
      ? null
      : patternColours(pattern.image, { width, height }, { ...pattern.plan, colour: [red, green, blue], saturation })
          .data
  // sums of texels are in 256ths
  const tint = gain / 255 / 256
  const light = gain / 256
  const dark = look.shadow / 255 / 256
  const out = image.data
  const covered = alpha.data
  const { channels } = image
  const plain = printed === null && channels === 3
  const [fixedRed, fixedGreen, fixedBlue, fixedLight] = [red * tint, green * tint, blue * tint, light].map((factor) =>
    Math.round(factor * 2 ** fixedBits),
  ) as [number, number, number, number]
  const [maxU, maxV] = [(width - 1) << 16, (height - 1) << 16]
  const run = box.width < largeBox ? 4 : 8
  const bottom = box.y + box.height
  for (let y = box.y; y < bottom; y++) {
    const [start, end] = span(piece, y, box.x, box.x + box.width)
    const row = y * image.width
    const [rowU, rowV, rowW] = [h1 * y + h2, h4 * y + h5, h7 * y + h8]
    const [otherU, otherV, otherW] = [k1 * y + k2, k4 * y + k5, k7 * y + k8]
    // the map is exact at the ends of short runs and linear between them, in 2^-16 texels
    let left = 0
    let nextU = 0
    let nextV = 0
    let u = 0
    let v = 0
    let stepU = 0
    let stepV = 0
    for (let x = start; x < end; x++) {
      if (left === 0) {
        if (x === start) {
          const w = shrink / visibleDepth(h6 * x + rowW)
          const k = shrink / visibleDepth(k6 * x + otherW)
          nextU = ((h0 * x + rowU) * w + (k0 * x + otherU) * k + shift) * 65536
          nextV = ((h3 * x + rowV) * w + (k3 * x + otherV) * k + shift) * 65536
        }
        const at = x + run
        const w = shrink / visibleDepth(h6 * at + rowW)
        const k = shrink / visibleDepth(k6 * at + otherW)
        const endU = ((h0 * at + rowU) * w + (k0 * at + otherU) * k + shift) * 65536
        const endV = ((h3 * at + rowV) * w + (k3 * at + otherV) * k + shift) * 65536
        u = nextU | 0
        v = nextV | 0
        stepU = ((endU - nextU) / run) | 0
        stepV = ((endV - nextV) / run) | 0
        nextU = endU
        nextV = endV
        left = run
      } else {
        u = (u + stepU) | 0
        v = (v + stepV) | 0
      }
      left--
      // the border is transparent; negative numbers are large ones without their sign, and NaN has become the first of it
      if (u >>> 0 >= maxU || v >>> 0 >= maxV) continue
      const p = (v >> 16) * width + (u >> 16)
      const t00 = texels[p]!
      const t10 = texels[p + 1]!
      const t01 = texels[p + width]!
      const t11 = texels[p + width + 1]!
      if ((t00 | t10 | t01 | t11) === 0) continue
      const fu = (u >> 8) & 255
      const fv = (v >> 8) & 255
      const w11 = (fu * fv + 128) >> 8
      const w10 = fu - w11
      const w01 = fv - w11
      const w00 = 256 - fu - w01
      // two channels in one sum: weights add to 256, so that the lower one stays below 2^16
      const sum =
        (((Math.imul(t00 & lanes, w00) + Math.imul(t10 & lanes, w10)) | 0) +
          ((Math.imul(t01 & lanes, w01) + Math.imul(t11 & lanes, w11)) | 0)) |
        0
      const other =
        (((Math.imul((t00 >>> 8) & lanes, w00) + Math.imul((t10 >>> 8) & lanes, w10)) | 0) +
          ((Math.imul((t01 >>> 8) & lanes, w01) + Math.imul((t11 >>> 8) & lanes, w11)) | 0)) |
        0
      const pixel = row + x
      const i = pixel * channels
      if (plain && sum >>> 16 === opaque) {
        // most pixels, in whole numbers
        const multiply = sum & 0xffff
        const add = Math.imul(other & 0xffff, fixedLight) + fixedHalf
        covered[pixel] = 255
        out[i] = (Math.imul(multiply, fixedRed) + add) >> fixedBits
        out[i + 1] = (Math.imul(multiply, fixedGreen) + add) >> fixedBits
        out[i + 2] = (Math.imul(multiply, fixedBlue) + add) >> fixedBits
        continue
      }
      const cover = (sum >>> 16) / 256
      const lit = 1 - (other >>> 16) * dark
      if (cover < 0.5) {
        // alpha would be stored as 0: shadow only
        out[i] = out[i]! * lit
        out[i + 1] = out[i + 1]! * lit
        out[i + 2] = out[i + 2]! * lit
        continue
      }
      const multiply = (sum & 0xffff) * tint
      const add = (other & 0xffff) * light
      let r = red
      let g = green
      let b = blue
      if (printed !== null) {
        const s = p * 3
        const t = s + width * 3
        r = (printed[s]! * w00 + printed[s + 3]! * w10 + printed[t]! * w01 + printed[t + 3]! * w11) / 256
        g = (printed[s + 1]! * w00 + printed[s + 4]! * w10 + printed[t + 1]! * w01 + printed[t + 4]! * w11) / 256
        b = (printed[s + 2]! * w00 + printed[s + 5]! * w10 + printed[t + 2]! * w01 + printed[t + 5]! * w11) / 256
      }
      const bare = 1 - cover / 255
      // a later face may lie over the mask of an earlier one
      const before = covered[pixel]!
      covered[pixel] = before === 0 ? cover : 255 - (255 - before) * bare
      const keep = lit * bare
      if (channels === 3) {
        out[i] = r * multiply + add + out[i]! * keep
        out[i + 1] = g * multiply + add + out[i + 1]! * keep
        out[i + 2] = b * multiply + add + out[i + 2]! * keep
        continue
      }
      // straight alpha: what is under counts as far as it is opaque
      const under = out[i + 3]! / 255
      const opacity = 1 - bare * (1 - under)
      out[i] = (r * multiply + add + out[i]! * keep * under) / opacity
      out[i + 1] = (g * multiply + add + out[i + 1]! * keep * under) / opacity
      out[i + 2] = (b * multiply + add + out[i + 2]! * keep * under) / opacity
      out[i + 3] = 255 * opacity
    }
  }
}

/** Adds nothing. */
const noMap: Homography = [0, 0, 0, 0, 0, 0, 0, 0, 1]

/** A map bends less within a pixel the larger the box; our choice: the error stays near a tenth of a texel in the strongest perspective. */
const largeBox = 200

/** Every second of four bytes. */
const lanes = 0x00ff00ff

/** Alpha 255 in 256ths. */
const opaque = 255 * 256

/** Fraction bits of whole-number colours: with a gain of at most 1.1 a colour plus a light stays below 2^30. */
const fixedBits = 20
const fixedHalf = 1 << (fixedBits - 1)

/** The columns of a row in from..to-1 that belong to a piece: one run, since a wedge is convex. */
function span(piece: WarpPiece, y: number, from: number, to: number): [start: number, end: number] {
  let [start, end] = [from, to]
  for (const { line } of piece.sides) {
    const [a, b, c] = line
    const zero = -(b * y + c) / a
    // near enough; the loops find the very columns
    if (a > 0) start = Math.max(start, Math.min(to, Math.floor(zero)))
    if (a < 0) end = Math.min(end, Math.max(from, Math.ceil(zero) + 1))
  }
  while (start < end && !isInPiece(piece, start, y)) start++
  while (end > start && !isInPiece(piece, end - 1, y)) end--
  return [start, end]
}

/** A level drawn with as many pixels as texels is blurred by this much, in pixels: averaging and interpolation together. */
const levelBlurPx = 0.58

/** The level whose texels are nearest in size to the picture's pixels at the middle of the box, or to its blur. */
function levelFor(template: MaskTemplate, map: TexelMap, box: PixelBox, blurPx: number): number {
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  const [u, v] = texelUnder(map, x, y)
  const [rightU, rightV] = texelUnder(map, x + 1, y)
  const [downU, downV] = texelUnder(map, x, y + 1)
  const area = (rightU - u) * (downV - v) - (rightV - v) * (downU - u)
  const level = Math.round(Math.log2(Math.sqrt(Math.abs(area)) * Math.max(1, blurPx / levelBlurPx)))
  return Math.min(template.levels.length - 1, Math.max(0, level))
}
