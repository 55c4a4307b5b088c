import type { FloatTensor } from '@maskmirror/inference'
import type { Box } from '../types.ts'

/** A place that one of the networks takes for a face, in pixels counted from the edge. */
export interface Proposal extends Box {
  /** 0..1 */
  readonly score: number
  /** How far the left, top, right and bottom edge should go right or down, in sides of the box. */
  readonly offsets: readonly [left: number, top: number, right: number, bottom: number]
}

/** The first network looks at windows of 12×12 pixels, two pixels apart. */
export const windowSide = 12
const windowStride = 2

/** From one level of the pyramid to the next; the authors' value. */
const pyramidFactor = 0.709

/**
 * Sizes of the pyramid: the first makes the smallest face as large as the window, each further one is smaller by a factor,
 * and the last still holds a window.
 *
 * @param minFace side of the smallest face, pixels of the picture
 * @returns largest first; none for a picture that is smaller than `minFace`
 */
export function pyramidScales(
  { width, height }: { readonly width: number; readonly height: number },
  minFace: number,
): number[] {
  const scales: number[] = []
  for (let scale = windowSide / minFace; Math.min(width, height) * scale >= windowSide; scale *= pyramidFactor) {
    scales.push(scale)
  }
  return scales
}

/**
 * Windows of one level of the pyramid in which the first network sees a face, in pixels of the level.
 *
 * @param scores [1, 2, rows, columns], softmax of nothing and face
 * @param offsets [1, 4, rows, columns]
 * @param threshold least score, 0..1
 */
export function decodeWindows(scores: FloatTensor, offsets: FloatTensor, threshold: number): Proposal[] {
  const [, , rows = 0, columns = 0] = scores.dims
  const cells = rows * columns
  const found: Proposal[] = []
  for (let cell = 0; cell < cells; cell++) {
    const score = scores.data[cells + cell]!
    if (!(score >= threshold)) continue
    const offset = (k: number) => offsets.data[k * cells + cell]!
    found.push({
      score,
      x: (cell % columns) * windowStride,
      y: Math.floor(cell / columns) * windowStride,
      width: windowSide,
      height: windowSide,
      offsets: [offset(0), offset(1), offset(2), offset(3)],
    })
  }
  return found
}

/** Where the network says that the edges are. */
export function movedBox({ x, y, width, height, offsets: [left, top, right, bottom] }: Proposal): Box {
  return {
    x: x + left * width,
    y: y + top * height,
    width: width * (1 + right - left),
    height: height * (1 + bottom - top),
  }
}

/** The square of whole pixels around the centre of a box, as long as its longer side. */
export function squareAround({ x, y, width, height }: Box): Box {
  const side = Math.round(Math.max(width, height))
  return {
    x: Math.round(x + (width - side) / 2),
    y: Math.round(y + (height - side) / 2),
    width: side,
    height: side,
  }
}

/**
 * Turns the last network's points into pixels of the picture, counted from the centre of the first one.
 *
 * @param points five x, then five y, in sides of the square
 * @returns x0, y0, … in arcface5 order
 */
export function pointsInSquare({ x, y, width, height }: Box, points: ArrayLike<number>): number[] {
  return Array.from({ length: 10 }, (_, k) => {
    const along = points[(k >> 1) + (k % 2) * 5]!
    return (k % 2 === 0 ? x + along * width : y + along * height) - 0.5
  })
}
