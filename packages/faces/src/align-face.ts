import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { warpAffine } from '@maskmirror/imaging'
import { type Affine, similarityFromPoints } from '@maskmirror/imaging/geometry'
import { FacesError } from './error.ts'

/**
 * Where ArcFace's aligned 112×112 crop has the eyes, the nose tip and the mouth corners (Deng et al., CVPR 2019;
 * the values of the InsightFace project). x0, y0, … in pixels, `arcface5` order.
 */
export const arcfaceTemplate: Landmarks = createLandmarks(
  'arcface5',
  [38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041],
)

/** An aligned crop and how to get there and back. */
export interface AlignedCrop {
  readonly crop: Image
  /** From pixels of the photo to pixels of the crop; its inverse puts a drawing back into the photo. */
  readonly toCrop: Affine
}

/**
 * Turns, scales and shifts a face so that its five points lie nearest to ArcFace's template in least squares.
 *
 * @param points5 `arcface5`, pixels of the photo
 * @param options.size side of the square crop in pixels; the template grows with it; default 112
 * @throws FacesError `bad-landmarks` when the scheme is another, `bad-option` when size is no positive integer
 * @throws ImagingError `degenerate-points` when all five points coincide
 */
export function alignFace(image: Image, points5: Landmarks, options: { size?: number } = {}): AlignedCrop {
  const { size = 112 } = options
  if (points5.scheme !== 'arcface5') {
    throw new FacesError({ code: 'bad-landmarks', message: `Expected arcface5 points but received ${points5.scheme}` })
  }
  if (!Number.isInteger(size) || size < 1) {
    throw new FacesError({ code: 'bad-option', message: `Expected size to be a positive integer but received ${size}` })
  }
  const target = arcfaceTemplate.points.map((value) => (value * size) / 112)
  const toCrop = similarityFromPoints(points5.points, target)
  return { crop: warpAffine(image, toCrop, { width: size, height: size }), toCrop }
}
