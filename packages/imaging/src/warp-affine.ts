import { createImage, type Image } from '@maskmirror/core'
import { type Affine, invertAffine } from './geometry/affine.ts'
import { type Border, sampleBilinear } from './sample.ts'

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
  let offset = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sampleBilinear(source, a * x + b * y + c, d * x + e * y + f, border, result.data, offset)
      offset += source.channels
    }
  }
  return result
}
