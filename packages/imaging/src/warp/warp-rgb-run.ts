import { type Image, instantiateWasm } from '@maskmirror/core'
import type { Affine } from '../geometry/affine.ts'
import { copyRgbPart, partBelow } from './part-below.ts'
import type { Run } from './run-of-columns.ts'
import { warpRgbRunBytes } from './warp-rgb-run-bytes.ts'

/** See warp-rgb-run.wat. */
interface RunLoop {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly run: (
    to: number,
    first: number,
    end: number,
    picture: number,
    stride: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
  ) => void
}

/** A picture in the memory of the loop, and a place there for what is made from it. */
export interface RgbWarp {
  /** The pixels of the result, row by row. The next picture is written over them. */
  readonly output: Uint8ClampedArray
  /** Writes the samples of one row of the result, whose four neighbours must be in the picture. */
  readonly write: (y: number, run: Run) => void
}

const pageBytes = 65_536

/** Of a pixel that is read past the last one, or written. */
const slack = 8

/** Of the output and of the picture each, so that the memory stays small; our choice. */
const mostBytes = 2 ** 22

/** Of the picture for each pixel of the result: to copy more takes about as long as the loop saves. */
const mostBytesPerPixel = 64

/** Started for the first picture. Nothing in its memory outlives a call of `warpAffine`. */
let started: RunLoop | null = null

/**
 * Copies the part of a picture on which the result lies.
 *
 * @param inverse from pixels of the result to pixels of the picture
 * @returns null for what is left to JavaScript: pictures that are not RGB, or whose part is empty or large
 */
export function loadRgb(
  source: Image,
  inverse: Affine,
  { width, height }: { readonly width: number; readonly height: number },
): RgbWarp | null {
  if (source.channels !== 3) return null
  const part = partBelow({ width, height }, inverse, source)
  const { left, top, right, bottom } = part
  const stride = (right - left) * 3
  const outputBytes = width * height * 3
  const partBytes = stride * (bottom - top)
  const most = Math.min(mostBytes, mostBytesPerPixel * width * height)
  // also false for what is no number
  const fits = right > left && bottom > top && partBytes <= most && outputBytes <= mostBytes
  if (!fits) return null

  started ??= instantiateWasm<RunLoop>(warpRgbRunBytes)
  const { memory, run } = started
  const partAt = outputBytes + slack
  const missing = partAt + partBytes + slack - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
  const bytes = new Uint8ClampedArray(memory.buffer)
  copyRgbPart(source, part, bytes, partAt)
  const picture = partAt - top * stride - left * 3
  const [a, b, c, d, e, f] = inverse
  return {
    output: bytes.subarray(0, outputBytes),
    write: (y, { first, end }) => run((y * width + first) * 3, first, end, picture, stride, a, b * y, c, d, e * y, f),
  }
}
