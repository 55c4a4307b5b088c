import { createImage, type Image } from '@maskmirror/core'
import { type Affine, invertAffine } from './geometry/affine.ts'
import { clipRun, type Run } from './run-of-columns.ts'
import { type Border, sampleBilinear, sampleInside } from './sample.ts'

/**
 * Moves a picture by an affine map, bilinear.
 *
 * @param map from source pixels to output pixels
 * @param options.width, options.height size of the output in pixels
 * @param options.border what lies outside of the source; default 0 (black)
 * @throws ImagingError `degenerate-points` when the map has no inverse
 */
export function warpAffine(
  source: Image,
  map: Affine,
  options: { width: number; height: number; border?: Border },
): Image {
  const { width, height, border = 0 } = options
  const [a, b, c, d, e, f] = invertAffine(map)
  const result = createImage(width, height, source.channels)
  const { data } = result
  const { channels } = source
  for (let y = 0; y < height; y++) {
    // the columns whose four neighbours are all in the source need no border rule
    const run = { first: 0, end: width }
    clipRun(run, a, b * y + c)
    clipRun(run, -a, source.width - 1 - (b * y + c))
    clipRun(run, d, e * y + f)
    clipRun(run, -d, source.height - 1 - (e * y + f))
    const row = y * width
    for (let x = 0; x < run.first; x++) {
      sampleBilinear(source, a * x + b * y + c, d * x + e * y + f, border, data, (row + x) * channels)
    }
    if (channels === 3) warpRgbRun(source, run, [a, b * y, c, d, e * y, f], data, row * channels)
    else {
      for (let x = run.first; x < run.end; x++) {
        sampleInside(source, a * x + b * y + c, d * x + e * y + f, data, (row + x) * channels)
      }
    }
    for (let x = run.end; x < width; x++) {
      sampleBilinear(source, a * x + b * y + c, d * x + e * y + f, border, data, (row + x) * channels)
    }
  }
  return result
}

/**
 * What `sampleInside` does, for a run of RGB pixels at once: a call for each takes as long as the sampling.
 *
 * @param map its second and fifth value multiplied by the row
 * @param offset of the row in `out`
 */
function warpRgbRun(
  { data, width }: Image,
  { first, end }: Run,
  [a, b, c, d, e, f]: Affine,
  out: Uint8ClampedArray,
  offset: number,
): void {
  const stride = width * 3
  for (let x = first, to = offset + first * 3; x < end; x++, to += 3) {
    const u = a * x + b + c
    const v = d * x + e + f
    const x0 = u | 0
    const y0 = v | 0
    const fx = u - x0
    const fy = v - y0
    const w00 = (1 - fx) * (1 - fy)
    const w10 = fx * (1 - fy)
    const w01 = (1 - fx) * fy
    const w11 = fx * fy
    const p = y0 * stride + x0 * 3
    const q = p + stride
    out[to] = data[p]! * w00 + data[p + 3]! * w10 + data[q]! * w01 + data[q + 3]! * w11
    out[to + 1] = data[p + 1]! * w00 + data[p + 4]! * w10 + data[q + 1]! * w01 + data[q + 4]! * w11
    out[to + 2] = data[p + 2]! * w00 + data[p + 5]! * w10 + data[q + 2]! * w01 + data[q + 5]! * w11
  }
}
