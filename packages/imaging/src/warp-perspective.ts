import { createImage, type Image } from '@maskmirror/core'
import { type Homography, invertHomography } from './geometry/homography.ts'
import { type Border, sampleBilinear } from './sample.ts'

/**
 * Moves a picture by a homography, bilinear. Points behind the camera get the border, or 0 where it is 'edge'.
 *
 * @param map from source pixels to output pixels
 * @param options.width, options.height size of the output in pixels
 * @param options.border what lies outside of the source; default 0
 * @throws ImagingError `degenerate-points` when the map has no inverse
 */
export function warpPerspective(
  source: Image,
  map: Homography,
  options: { width: number; height: number; border?: Border },
): Image {
  const { width, height, border = 0 } = options
  const h = invertHomography(map)
  const result = createImage(width, height, source.channels)
  let offset = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const w = h[6] * x + h[7] * y + h[8]
      if (w > 1e-9) {
        const u = (h[0] * x + h[1] * y + h[2]) / w
        const v = (h[3] * x + h[4] * y + h[5]) / w
        sampleBilinear(source, u, v, border, result.data, offset)
      } else if (border !== 'edge') {
        result.data.fill(border, offset, offset + source.channels)
      }
      offset += source.channels
    }
  }
  return result
}
