import { createImage, type Image } from '@maskmirror/core'
import { type Homography, invertHomography } from '../geometry/homography.ts'
import { clipRun } from './run-of-columns.ts'
import { type Border, sampleBilinear, sampleInside } from './sample.ts'

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
  const { data } = result
  const { channels } = source
  const sampleAt = (x: number, y: number) => {
    const w = h[6] * x + h[7] * y + h[8]
    const offset = (y * width + x) * channels
    if (w > minDepth) {
      const u = (h[0] * x + h[1] * y + h[2]) / w
      const v = (h[3] * x + h[4] * y + h[5]) / w
      sampleBilinear(source, u, v, border, data, offset)
    } else if (border !== 'edge') {
      data.fill(border, offset, offset + channels)
    }
  }
  const right = source.width - 1
  const bottom = source.height - 1
  for (let y = 0; y < height; y++) {
    const [p, q, r] = [h[1] * y + h[2], h[4] * y + h[5], h[7] * y + h[8]]
    // where w > 0, u >= 0 is a linear condition on x, and so is each other bound: see warpAffine
    const run = { first: 0, end: width }
    clipRun(run, h[6], r - minDepth)
    clipRun(run, h[0], p)
    clipRun(run, right * h[6] - h[0], right * r - p)
    clipRun(run, h[3], q)
    clipRun(run, bottom * h[6] - h[3], bottom * r - q)
    for (let x = 0; x < run.first; x++) sampleAt(x, y)
    for (let x = run.first; x < run.end; x++) {
      const w = h[6] * x + h[7] * y + h[8]
      const u = (h[0] * x + h[1] * y + h[2]) / w
      const v = (h[3] * x + h[4] * y + h[5]) / w
      sampleInside(source, u, v, data, (y * width + x) * channels)
    }
    for (let x = run.end; x < width; x++) sampleAt(x, y)
  }
  return result
}

/** Depths up to this are behind the camera. */
const minDepth = 1e-9
