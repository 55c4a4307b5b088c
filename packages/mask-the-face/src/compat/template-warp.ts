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

  const range = new Float64Array(2)
  const spanOf = (y: number, span: Int32Array) => {
    const u = m1 * y + m2
    const v = m4 * y + m5
    const w = m7 * y + m8
    const endU = texels.width + outside
    const endV = texels.height + outside
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    // the picture's points in front of the horizon, then those behind it: in each the template is one run of columns
    for (let sign = 1; sign >= -1; sign -= 2) {
      range[0] = 0
      range[1] = width - 1
      clip(range, sign * m6, sign * w)
      clip(range, sign * (m0 + outside * m6), sign * (u + outside * w))
      clip(range, sign * (endU * m6 - m0), sign * (endU * w - u))
      clip(range, sign * (m3 + outside * m6), sign * (v + outside * w))
      clip(range, sign * (endV * m6 - m3), sign * (endV * w - v))
      if (range[0]! <= range[1]!) {
        low = Math.min(low, range[0]!)
        high = Math.max(high, range[1]!)
      }
    }
    if (showsAtHorizon && touchesZero(m6, w, width)) {
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
      const exactU = (blockX + m0 * inBlock) * w + halfEvenShift - halfEvenShift
      const exactV = (blockY + m3 * inBlock) * w + halfEvenShift - halfEvenShift
      // texels -1 to width - 1 have a neighbour inside; NaN fails too
      if (!(exactU >= -steps && exactV >= -steps && exactU < endU && exactV < endV)) {
        row[x - from] = 0
        continue
      }
      const u = exactU | 0
      const v = exactV | 0
      const p = Math.imul((v >> 5) + 1, stride) + (u >> 5) + 1
      const a = words[p]!
      const b = words[p + 1]!
      const c = words[p + stride]!
      const d = words[p + stride + 1]!
      if (a === b && a === c && a === d) {
        row[x - from] = a
        continue
      }
      const right = u & 31
      const left = 32 - right
      const lower = v & 31
      const upper = 32 - lower
      // two channels at a time along the row: 13 bits each, then one at a time down the column: 18 bits
      const topRb = Math.imul(a & pair, left) + Math.imul(b & pair, right)
      const topGa = Math.imul((a >>> 8) & pair, left) + Math.imul((b >>> 8) & pair, right)
      const lowRb = Math.imul(c & pair, left) + Math.imul(d & pair, right)
      const lowGa = Math.imul((c >>> 8) & pair, left) + Math.imul((d >>> 8) & pair, right)
      const red = (Math.imul(topRb & 0xffff, upper) + Math.imul(lowRb & 0xffff, lower) + 512) >> 10
      const blue = (Math.imul(topRb >>> 16, upper) + Math.imul(lowRb >>> 16, lower) + 512) >> 10
      const green = (Math.imul(topGa & 0xffff, upper) + Math.imul(lowGa & 0xffff, lower) + 512) >> 10
      const alpha = (Math.imul(topGa >>> 16, upper) + Math.imul(lowGa >>> 16, lower) + 512) >> 10
      row[x - from] = red | (green << 8) | (blue << 16) | (alpha << 24)
    }
  }
  return { spanOf, drawRow }
}

/** Two bytes of a word, with room above each. */
const pair = 0x00ff00ff

/** Texels beyond the edge that may still show: one for the neighbour, 1/64 for rounding, the rest for safety. */
const outside = 1.05

/** Keeps of a range the part where slope·x + offset ≥ 0. */
function clip(range: Float64Array, slope: number, offset: number): void {
  const root = -offset / slope
  if (slope > 0) range[0] = Math.max(range[0]!, root)
  else if (slope < 0) range[1] = Math.min(range[1]!, root)
  else if (offset < 0) range[1] = Number.NEGATIVE_INFINITY
}

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
