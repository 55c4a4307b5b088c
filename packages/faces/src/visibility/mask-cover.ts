import type { Landmarks } from '@maskmirror/core'
import { applyAffine, similarityFromPoints } from '@maskmirror/imaging/geometry'
import { arcfaceTemplate } from '../align-face.ts'
import type { MaskDecision } from '../mask-decision/mask-decision.ts'
import type { MaskPlace } from '../mask-decision/mask-place.ts'
import { ramp } from './ramp.ts'

/**
 * Upper edge of a mask by where it is worn, in pixels of ArcFace's 112×112 frame, whose eyes lie at 52, nose tip at 72, mouth at
 * 92 and chin at 121: in the middle of the face, and how much lower at its sides. From the masks that `packages/mask-the-face`
 * draws, whose edge runs from the ridge of the nose to the second points of the jaw.
 */
const edges: Readonly<Record<Exclude<MaskPlace, 'none'>, { readonly middle: number; readonly drop: number }>> = {
  correct: { middle: 58, drop: 16 },
  'below-nose': { middle: 83, drop: 3 },
  'on-chin': { middle: 105, drop: 0 },
}

const worn = ['correct', 'below-nose', 'on-chin'] as const

/** Middle and half the width of the face in that frame. */
const [middleX, halfWidth] = [56, 41]

/** Masks differ: so far above and below the edge a point is more or less surely free or covered. */
const softness = 4

/**
 * How probable it is that a mask covers each point: its place on the face by how likely the decision holds each way to wear one.
 *
 * @param points pixels of the photo
 * @param points5 `arcface5` of the same face, not all in one place
 * @param mask a model that cannot tell places is taken to mean a mask worn as it should be
 * @returns 0..1 for each point
 * @throws ImagingError `degenerate-points`
 */
export function maskCover(
  points: Landmarks,
  points5: Landmarks,
  { probability, places }: Pick<MaskDecision, 'probability' | 'places'>,
): Float32Array {
  const inFrame = applyAffine(similarityFromPoints(points5.points, arcfaceTemplate.points), points.points)
  const likely = places ?? { none: 1 - probability, correct: probability, 'below-nose': 0, 'on-chin': 0 }
  return Float32Array.from({ length: inFrame.length / 2 }, (_, k) => {
    const [x, y] = [inFrame[2 * k]!, inFrame[2 * k + 1]!]
    const aside = Math.min(1, Math.abs(x - middleX) / halfWidth)
    return worn.reduce((sum, place) => {
      const edge = edges[place].middle + edges[place].drop * aside
      return sum + likely[place] * ramp(y, edge - softness, edge + softness)
    }, 0)
  })
}
