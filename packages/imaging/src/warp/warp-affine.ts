import { createImage, type Image } from '@maskmirror/core'
import { type Affine, invertAffine } from '../geometry/affine.ts'
import { clipRun } from './run-of-columns.ts'
import { type Border, sampleBilinear, sampleInside } from './sample.ts'
import { loadRgb } from './warp-rgb-run.ts'

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
  const inverse = invertAffine(map)
  const [a, b, c, d, e, f] = inverse
  const result = createImage(width, height, source.channels)
  const { channels } = source
  const rgb = loadRgb(source, inverse, { width, height })
  const data = rgb?.output ?? result.data
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
    if (rgb !== null) rgb.write(y, run)
    else {
      for (let x = run.first; x < run.end; x++) {
        sampleInside(source, a * x + b * y + c, d * x + e * y + f, data, (row + x) * channels)
      }
    }
    for (let x = run.end; x < width; x++) {
      sampleBilinear(source, a * x + b * y + c, d * x + e * y + f, border, data, (row + x) * channels)
    }
  }
  if (rgb !== null) result.data.set(data)
  return result
}
