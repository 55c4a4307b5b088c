import { type Image, instantiateWasm } from '@maskmirror/core'
import type { ModelInput } from '../model-card.ts'
import { rgbPlanesBytes } from './rgb-planes-bytes.ts'

/** See rgb-planes.wat. */
interface PlaneLoop {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly row: (from: number, count: number, red: number, green: number, blue: number) => void
}

/** Where things lie in the memory of the loop; after the planes the picture. */
const planesAt = 32

const pageBytes = 65_536

/** Of a pixel that is read past the last one. */
const slack = 16

/** Pixels of a row that the loop takes at once. */
const fewestPixels = 4

/** Of the planes, so that the memory stays small; our choice. */
const mostBytes = 2 ** 24

/** Started for the first picture. Nothing in its memory outlives a call. */
let started: PlaneLoop | null = null

/**
 * Writes an RGB picture into the upper left corner of three planes, the rest of which is black, in a quarter of the time that
 * JavaScript takes.
 *
 * @param out the three planes, each of `width` times its height
 * @returns false, and nothing is written, for what is left to JavaScript: pictures that are not RGB, narrow or too large, and
 * means that float32 cannot subtract from a level without rounding
 */
export function writeRgbPlanes(
  image: Image,
  out: Float32Array,
  width: number,
  { mean, std, colour }: Pick<ModelInput, 'colour' | 'mean' | 'std'>,
): boolean {
  const { data } = image
  if (image.channels !== 3 || image.width < fewestPixels || out.byteLength > mostBytes) return false
  if (!mean.every(isExact) || !std.every((value) => Math.fround(value) === value)) return false
  started ??= instantiateWasm<PlaneLoop>(rgbPlanesBytes)
  const { memory, row } = started
  const pictureAt = planesAt + out.byteLength
  const missing = pictureAt + data.length + slack - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))

  // red, green and blue of the picture go to these planes
  const first = colour === 'rgb' ? 0 : 2
  const last = 2 - first
  const numbers = new Float32Array(memory.buffer, 0, 6)
  numbers.set([mean[first]!, mean[1]!, mean[last]!, std[first]!, std[1]!, std[last]!])
  new Uint8ClampedArray(memory.buffer).set(data, pictureAt)
  const values = new Float32Array(memory.buffer, planesAt, out.length)
  const length = out.length / 3
  if (image.width * image.height < length) {
    for (let i = 0; i < 3; i++) values.fill((0 - mean[i]!) / std[i]!, i * length, (i + 1) * length)
  }
  const planeBytes = length * Float32Array.BYTES_PER_ELEMENT
  const red = planesAt + first * planeBytes
  const green = planesAt + planeBytes
  const blue = planesAt + last * planeBytes
  for (let y = 0; y < image.height; y++) {
    const at = y * width * Float32Array.BYTES_PER_ELEMENT
    row(pictureAt + y * image.width * 3, image.width, red + at, green + at, blue + at)
  }
  out.set(values)
  return true
}

/** Then a quotient in float32 is the one in float64, rounded. */
function isExact(mean: number): boolean {
  // differences of up to 512 levels have 2^-15 as their last digit
  return Number.isInteger(mean * 2 ** 15) && Math.abs(mean) < 256
}
