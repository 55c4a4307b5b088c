import type { Image } from '@maskmirror/core'
import { type Affine, invertAffine } from '@maskmirror/imaging/geometry'
import type { ModelInput } from './model-card.ts'
import type { FloatTensor } from './runtime/tensor.ts'

/**
 * Makes the input of a model from a moved picture in one pass: bilinear samples as `warpAffine` takes them, black
 * outside of the picture, but kept in full precision instead of being rounded to 8 bits.
 *
 * @param image RGB, RGBA (alpha is ignored) or grey
 * @param map from pixels of the picture to pixels of the input
 * @param size of the input in pixels
 * @param allocate gives the array to fill, such as a runtime's; default a new one
 * @returns [1, 3, height, width] or [1, height, width, 3]
 * @throws ImagingError `degenerate-points` when the map has no inverse
 */
export function preprocessWarped(
  image: Image,
  map: Affine,
  size: { readonly width: number; readonly height: number },
  input: Pick<ModelInput, 'layout' | 'colour' | 'mean' | 'std'>,
  allocate: (length: number) => Float32Array = (length) => new Float32Array(length),
): FloatTensor {
  const [a, b, c, d, e, f] = invertAffine(map)
  const { width, height } = size
  const planar = input.layout === 'nchw'
  const data = allocate(3 * width * height)
  const colours = (input.colour === 'rgb' ? [0, 1, 2] : [2, 1, 0]).map((channel, colour) => ({
    from: image.channels === 1 ? 0 : colour,
    to: channel * (planar ? width * height : 1),
    gain: 1 / input.std[channel]!,
    shift: -input.mean[channel]! / input.std[channel]!,
  })) as [Colour, Colour, Colour]
  const sampler: Sampler = { image, out: data, step: planar ? 1 : 3, colours }
  const [lastX, lastY] = [image.width - 1, image.height - 1]
  for (let y = 0; y < height; y++) {
    const row = y * width
    const u = b * y + c
    const v = e * y + f
    // between these columns all four pixels around a sample are inside of the picture
    const first = Math.min(width, Math.max(firstInside(u, a, lastX), firstInside(v, d, lastY)))
    const end = Math.max(first, Math.min(endInside(u, a, lastX, width), endInside(v, d, lastY, width)))
    writeBorder(sampler, { start: row, first: 0, end: first, a, u, d, v })
    writeInside(sampler, { start: row + first, first, end, a, u, d, v })
    writeBorder(sampler, { start: row + end, first: end, end: width, a, u, d, v })
  }
  return { data, dims: planar ? [1, 3, height, width] : [1, height, width, 3] }
}

/** Where samples come from and go to; `to` is the distance of a colour from its pixel. */
interface Sampler {
  readonly image: Image
  readonly out: Float32Array
  readonly step: number
  readonly colours: readonly [Colour, Colour, Colour]
}

interface Colour {
  readonly from: number
  readonly to: number
  readonly gain: number
  readonly shift: number
}

/** The samples at (a·x + u, d·x + v) for x in first..end-1, which go to the pixels from `start` on. */
interface Span {
  readonly start: number
  readonly first: number
  readonly end: number
  readonly a: number
  readonly u: number
  readonly d: number
  readonly v: number
}

function writeInside(sampler: Sampler, span: Span): void {
  // everything that the loop needs is local, so that it compiles to a few instructions a sample
  const { out, step } = sampler
  const { data, channels, width } = sampler.image
  const [red, green, blue] = sampler.colours
  const { from: from1, to: to1, gain: gain1, shift: shift1 } = red
  const { from: from2, to: to2, gain: gain2, shift: shift2 } = green
  const { from: from3, to: to3, gain: gain3, shift: shift3 } = blue
  const { start, first, end, a, u, d, v } = span
  const stride = width * channels
  for (let x = first, to = start * step; x < end; x++, to += step) {
    const sx = a * x + u
    const sy = d * x + v
    const left = sx | 0 // both are at least 0
    const top = sy | 0
    const fx = sx - left
    const fy = sy - top
    const w11 = fx * fy
    const w10 = fx - w11
    const w01 = fy - w11
    const w00 = 1 - fx - w01
    const p = top * stride + left * channels
    const p1 = p + from1
    const p2 = p + from2
    const p3 = p + from3
    const q1 = p1 + stride
    const q2 = p2 + stride
    const q3 = p3 + stride
    const value1 = w00 * data[p1]! + w10 * data[p1 + channels]! + w01 * data[q1]! + w11 * data[q1 + channels]!
    const value2 = w00 * data[p2]! + w10 * data[p2 + channels]! + w01 * data[q2]! + w11 * data[q2 + channels]!
    const value3 = w00 * data[p3]! + w10 * data[p3 + channels]! + w01 * data[q3]! + w11 * data[q3 + channels]!
    out[to + to1] = value1 * gain1 + shift1
    out[to + to2] = value2 * gain2 + shift2
    out[to + to3] = value3 * gain3 + shift3
  }
}

function writeBorder(sampler: Sampler, span: Span): void {
  const { start, first, end, a, u, d, v } = span
  for (const { from, to, gain, shift } of sampler.colours) {
    for (let x = first, at = start * sampler.step + to; x < end; x++, at += sampler.step) {
      sampler.out[at] = sampleAtBorder(sampler.image, a * x + u, d * x + v, from) * gain + shift
    }
  }
}

/** Keeps spans away from where rounding could step outside. */
const safety = 1e-6

/** First x ≥ 0 from which `start + slope·x` is in [0, limit), if it ever is. */
function firstInside(start: number, slope: number, limit: number): number {
  if (slope === 0) return start >= 0 && start < limit ? 0 : Number.POSITIVE_INFINITY
  const enters = slope > 0 ? -start / slope : (limit - start) / slope
  return Math.max(0, Math.ceil(enters + safety))
}

/** The x after the last one, at most `width`, for which `start + slope·x` is in [0, limit). */
function endInside(start: number, slope: number, limit: number, width: number): number {
  if (slope === 0) return width
  const leaves = slope > 0 ? (limit - start) / slope : -start / slope
  return Math.min(width, Math.floor(leaves - safety) + 1)
}

/** A bilinear sample whose pixels outside of the picture are black. */
function sampleAtBorder(image: Image, u: number, v: number, colour: number): number {
  if (u <= -1 || v <= -1 || u >= image.width || v >= image.height) return 0
  const left = Math.floor(u)
  const top = Math.floor(v)
  let sum = 0
  for (let k = 0; k < 4; k++) {
    const x = left + (k & 1)
    const y = top + (k >> 1)
    if (x < 0 || y < 0 || x >= image.width || y >= image.height) continue
    const weight = (1 - Math.abs(u - x)) * (1 - Math.abs(v - y))
    sum += weight * image.data[(y * image.width + x) * image.channels + colour]!
  }
  return sum
}
