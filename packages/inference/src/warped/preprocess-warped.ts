import type { Image } from '@maskmirror/core'
import { clipRun } from '@maskmirror/imaging'
import { type Affine, invertAffine } from '@maskmirror/imaging/geometry'
import type { ModelInput } from '../model-card.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import { type Colour, type Sampler, type Span, writeBorder, writeInside } from './row-samples.ts'
import { createRowWarper, fewestSamples } from './warp-rows.ts'

/**
 * @param image RGB, RGBA (alpha is ignored) or grey
 * @param map from pixels of the picture to pixels of the input
 * @param allocate gives the array to fill, such as a runtime's; default a new one
 * @returns [1, 3, height, width] or [1, height, width, 3]
 * @throws ImagingError `degenerate-points` when the map has no inverse
 */
export type WarpedPreprocess = (image: Image, map: Affine, allocate?: (length: number) => Float32Array) => FloatTensor

/**
 * Makes the input of a model from moved pictures in one pass: bilinear samples as `warpAffine` takes them, black outside of
 * the picture, but kept in full precision instead of being rounded to 8 bits. RGB pictures into planes are the fast case.
 *
 * @param size of the input in pixels
 */
export function createWarpedPreprocess(
  size: { readonly width: number; readonly height: number },
  input: Pick<ModelInput, 'layout' | 'colour' | 'mean' | 'std'>,
): WarpedPreprocess {
  const { width, height } = size
  const planar = input.layout === 'nchw'
  const dims = planar ? [1, 3, height, width] : [1, height, width, 3]
  const step = planar ? 1 : 3
  const colours = (input.colour === 'rgb' ? [0, 1, 2] : [2, 1, 0]).map((channel) => ({
    to: channel * (planar ? width * height : 1),
    gain: 1 / input.std[channel]!,
    shift: -input.mean[channel]! / input.std[channel]!,
  })) as [Colour, Colour, Colour]
  const warper = planar ? createRowWarper(size, colours) : null
  return (image, map, allocate = (length) => new Float32Array(length)) => {
    const inverse = invertAffine(map)
    const data = allocate(3 * width * height)
    const writeFast = warper?.load(image, inverse) ?? null
    if (warper === null || writeFast === null) {
      const sampler: Sampler = { image, out: data, step, colours }
      writeRows(sampler, inverse, size, (span) => writeInside(sampler, span))
    } else {
      const sampler: Sampler = { image, out: warper.output, step, colours }
      writeRows(sampler, inverse, size, (span) =>
        span.end - span.first < fewestSamples ? writeInside(sampler, span) : writeFast(span),
      )
      data.set(warper.output)
    }
    return { data, dims }
  }
}

function writeRows(
  sampler: Sampler,
  [a, b, c, d, e, f]: Affine,
  { width, height }: { readonly width: number; readonly height: number },
  write: (inside: Span) => void,
): void {
  const { image } = sampler
  for (let y = 0; y < height; y++) {
    const row = y * width
    const u = b * y + c
    const v = e * y + f
    // between these columns all four pixels around a sample are inside of the picture
    const run = { first: 0, end: width }
    clipRun(run, a, u)
    clipRun(run, -a, image.width - 1 - u)
    clipRun(run, d, v)
    clipRun(run, -d, image.height - 1 - v)
    const { first, end } = run
    if (first > 0) writeBorder(sampler, { start: row, first: 0, end: first, a, u, d, v })
    if (first < end) write({ start: row + first, first, end, a, u, d, v })
    if (end < width) writeBorder(sampler, { start: row + end, first: end, end: width, a, u, d, v })
  }
}
