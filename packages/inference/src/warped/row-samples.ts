import type { Image } from '@maskmirror/core'

/** Red, green or blue of the output: `to` is its distance from the pixel, counted in values. */
export interface Colour {
  readonly to: number
  readonly gain: number
  readonly shift: number
}

/** Where samples come from and go to; `step` is from pixel to pixel, in values. */
export interface Sampler {
  readonly image: Image
  readonly out: Float32Array
  readonly step: number
  readonly colours: readonly [Colour, Colour, Colour]
}

/** The samples at (a·x + u, d·x + v) for x in first..end-1, which go to the pixels from `start` on. */
export interface Span {
  readonly start: number
  readonly first: number
  readonly end: number
  readonly a: number
  readonly u: number
  readonly d: number
  readonly v: number
}

/** Bilinear samples whose four pixels are all in the picture. */
export function writeInside(sampler: Sampler, span: Span): void {
  // everything that the loop needs is local, so that it compiles to a few instructions a sample
  const { out, step } = sampler
  const { data, channels, width } = sampler.image
  const [red, green, blue] = sampler.colours
  const { to: to1, gain: gain1, shift: shift1 } = red
  const { to: to2, gain: gain2, shift: shift2 } = green
  const { to: to3, gain: gain3, shift: shift3 } = blue
  const [from2, from3] = channels === 1 ? [0, 0] : [1, 2]
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
    const p1 = top * stride + left * channels
    const p2 = p1 + from2
    const p3 = p1 + from3
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

/** Bilinear samples whose pixels outside of the picture are black. */
export function writeBorder(sampler: Sampler, span: Span): void {
  const { image, out, step, colours } = sampler
  const { start, first, end, a, u, d, v } = span
  for (const [colour, { to, gain, shift }] of colours.entries()) {
    const from = image.channels === 1 ? 0 : colour
    for (let x = first, at = start * step + to; x < end; x++, at += step) {
      out[at] = sampleAtBorder(image, a * x + u, d * x + v, from) * gain + shift
    }
  }
}

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
