import type { Image, Landmarks } from '@maskmirror/core'
import { resizeImage, toRgb, warpAffine } from '@maskmirror/imaging'
import { similarityFromPoints } from '@maskmirror/imaging/geometry'
import { arcfaceTemplate } from '../align-face.ts'
import { FacesError } from '../error.ts'

/** What the network sees: pixels of its side, and how much of the face they show. */
export const maskCropSide = 64
export const maskCropSpan = 104

/** Middle of the crop in pixels of ArcFace's 112×112 template: brows to throat, because masks also hang below the chin. */
const middle = { x: 56, y: 80 }

/** Larger faces are sampled at up to so many times the side and averaged down, so that texture does not alias. */
const maxOversampling = 4

/**
 * An upright crop of a face from its brows to its throat, found from the five points; what lies outside of the picture
 * repeats its edge, as tight crops need.
 *
 * @param points5 `arcface5`, pixels of the image
 * @param options.side pixels of the square; default 64, what the network takes
 * @param options.span side in pixels of ArcFace's 112×112 template, whose eyes are 35 apart; default 104
 * @throws FacesError `bad-landmarks` when the scheme is another
 * @throws ImagingError `degenerate-points` when all five points coincide
 */
export function maskCrop(image: Image, points5: Landmarks, options: { side?: number; span?: number } = {}): Image {
  const { side = maskCropSide, span = maskCropSpan } = options
  if (points5.scheme !== 'arcface5') {
    throw new FacesError({ code: 'bad-landmarks', message: `Expected arcface5 points but received ${points5.scheme}` })
  }
  const scale = side / span
  const target = (factor: number) =>
    arcfaceTemplate.points.map((value, i) => {
      const fromMiddle = (value - (i % 2 === 0 ? middle.x : middle.y)) * scale
      return (fromMiddle + side / 2) * factor - 0.5
    })
  const [a, , , d] = similarityFromPoints(points5.points, target(1))
  const oversampling = Math.min(maxOversampling, Math.max(1, Math.round(1 / Math.hypot(a, d))))
  const large = warpAffine(toRgb(image), similarityFromPoints(points5.points, target(oversampling)), {
    width: side * oversampling,
    height: side * oversampling,
    border: 'edge',
  })
  return oversampling === 1 ? large : resizeImage(large, side, side)
}
