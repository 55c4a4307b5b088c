import type { Matrix3 } from './fit-homography.ts'
import { halfEvenShift } from './hsv-tables.ts'
import type { TemplateTexels } from './template-texels.ts'

/** Draws a template into rows of a picture under a homography, as OpenCV's 8-bit bilinear `warpPerspective` does. */
export interface TemplateWarp {
  /**
   * The columns of row `y` that can hold something of the template; all others are transparent black.
   *
   * @param span receives the first column and the one after the last; both 0 when there is none
   */
  readonly spanOf: (y: number, span: Int32Array) => void
  /** Writes columns from..end-1 of row `y` to the start of `row`, one word a pixel with red in the lowest byte. */
  readonly drawRow: (y: number, from: number, end: number, row: Int32Array) => void
}

/** Positions are rounded to 1/32 of a texel. */
const steps = 32

/**
 * @param matrix from template to picture
 * @param width of the picture in pixels
 */
export function templateWarp(texels: TemplateTexels, matrix: Matrix3, width: number, height: number): TemplateWarp {
  const m = invertMatrix(matrix)
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const { words } = texels
  const stride = texels.width + 2
  const blockWidth = blockWidthOf(width, height)
  // OpenCV draws the template's first texel where the depth is exactly 0
  const showsAtHorizon = words[stride + 1] !== 0

  const spanOf = (y: number, span: Int32Array) => {
    const depthAt0 = m7 * y + m8
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    // the picture's points in front of the horizon, then those behind it: in each the template is one run of columns
    for (const sign of [1, -1]) {
      let from = 0
      let to = width - 1
      const keep = (slope: number, offset: number) => {
        const root = -offset / slope
        if (slope > 0) from = Math.max(from, root)
        else if (slope < 0) to = Math.min(to, root)
        else if (offset < 0) to = Number.NEGATIVE_INFINITY
      }
      const x0 = m1 * y + m2
      const y0 = m4 * y + m5
      keep(sign * m6, sign * depthAt0)
      // a texel outside by a whole one and half a step shows nothing; a little more for rounding
      keep(sign * (m0 + outside * m6), sign * (x0 + outside * depthAt0))
      keep(sign * ((texels.width + outside) * m6 - m0), sign * ((texels.width + outside) * depthAt0 - x0))
      keep(sign * (m3 + outside * m6), sign * (y0 + outside * depthAt0))
      keep(sign * ((texels.height + outside) * m6 - m3), sign * ((texels.height + outside) * depthAt0 - y0))
      if (from <= to) {
        low = Math.min(low, from)
        high = Math.max(high, to)
      }
    }
    if (showsAtHorizon && touchesZero(m6, depthAt0, width)) {
      low = 0
      high = width - 1
    }
    const any = low <= high
    span[0] = any ? Math.max(0, Math.floor(low) - 1) : 0
    span[1] = any ? Math.min(width, Math.ceil(high) + 2) : 0
  }

  const drawRow = (y: number, from: number, end: number, row: Int32Array) => {
    const endU = texels.width * steps
    const endV = texels.height * steps
    let nextBlock = from
    let start = 0
    let blockX = 0
    let blockY = 0
    let blockDepth = 0
    for (let x = from; x < end; x++) {
      // OpenCV adds columns to the value at the start of a block, which can round otherwise than the plain product
      if (x === nextBlock) {
        start = x - (x % blockWidth)
        nextBlock = start + blockWidth
        blockX = m0 * start + m1 * y + m2
        blockY = m3 * start + m4 * y + m5
        blockDepth = m6 * start + m7 * y + m8
      }
      const inBlock = x - start
      const depth = blockDepth + m6 * inBlock
      const w = depth === 0 ? 0 : steps / depth
      const u = (blockX + m0 * inBlock) * w + halfEvenShift - halfEvenShift
      const v = (blockY + m3 * inBlock) * w + halfEvenShift - halfEvenShift
      // texels -1 to width - 1 have a neighbour inside; NaN fails too
      if (!(u >= -steps && v >= -steps && u < endU && v < endV)) {
        row[x - from] = 0
        continue
      }
      const p = ((v >> 5) + 1) * stride + (u >> 5) + 1
      const a = words[p]!
      const b = words[p + 1]!
      const c = words[p + stride]!
      const d = words[p + stride + 1]!
      if ((a | b | c | d) === 0) {
        row[x - from] = 0
        continue
      }
      const fu = u & 31
      const fv = v & 31
      const wd = fu * fv
      const wc = (fv << 5) - wd
      const wb = (fu << 5) - wd
      const wa = 1024 - wb - (fv << 5)
      const red = ((a & 255) * wa + (b & 255) * wb + (c & 255) * wc + (d & 255) * wd + 512) >> 10
      const green =
        (((a >> 8) & 255) * wa + ((b >> 8) & 255) * wb + ((c >> 8) & 255) * wc + ((d >> 8) & 255) * wd + 512) >> 10
      const blue =
        (((a >> 16) & 255) * wa + ((b >> 16) & 255) * wb + ((c >> 16) & 255) * wc + ((d >> 16) & 255) * wd + 512) >> 10
      const alpha = ((a >>> 24) * wa + (b >>> 24) * wb + (c >>> 24) * wc + (d >>> 24) * wd + 512) >> 10
      row[x - from] = red | (green << 8) | (blue << 16) | (alpha << 24)
    }
  }
  return { spanOf, drawRow }
}

/** Texels beyond the edge that may still show: one for the neighbour, 1/64 for rounding, the rest for safety. */
const outside = 1.05

function touchesZero(slope: number, offset: number, width: number): boolean {
  if (slope === 0) return offset === 0
  const root = -offset / slope
  return root > -1 && root < width
}

/** OpenCV warps in blocks of 1024 pixels, at most 16 rows high. */
function blockWidthOf(width: number, height: number): number {
  return Math.min(1024 / Math.min(16, height), width) | 0
}

/** By cofactors, in the order of OpenCV's 3×3 inverse; all 0 when the determinant is 0. */
export function invertMatrix(m: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = m as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  if (determinant === 0) return new Float64Array(9)
  const s = 1 / determinant
  return Float64Array.of(
    (e * i - f * h) * s,
    (c * h - b * i) * s,
    (b * f - c * e) * s,
    (f * g - d * i) * s,
    (a * i - c * g) * s,
    (c * d - a * f) * s,
    (d * h - e * g) * s,
    (b * g - a * h) * s,
    (a * e - b * d) * s,
  )
}
