import type { Image, Landmarks } from '@maskmirror/core'
import { toGrey } from '@maskmirror/imaging'
import { FacesError } from '../error.ts'
import { isInside } from '../visibility/is-inside.ts'
import { blurEffect } from './blur-effect.ts'

/** What can be wrong with a face for a recogniser. */
export const qualityReasons = ['small', 'blurred', 'dark', 'bright', 'strong-pose', 'cut-off'] as const

export type QualityReason = (typeof qualityReasons)[number]

export interface FaceQuality {
  /** The smallest of the parts, 0 (useless) .. 1 (nothing is wrong). */
  readonly score: number
  /** How far each is from being wrong, 0..1; null for what is not known. */
  readonly parts: Readonly<Record<QualityReason, number | null>>
  /** Those below a half, the worst first. */
  readonly reasons: readonly QualityReason[]
}

/**
 * Where a part is 0 and where it is 1; linear between.
 *
 * - size: pixels between the eyes; at 7 no crop can be trusted, at 35 ArcFace's crop is not enlarged; on a log scale
 * - blur: `blurEffect` of the aligned crop; its median on 42 faces of LFW is 0.48, blurred by 3 pixels more 0.81
 * - light: mean luma of the crop; 74 to 151 for 94 of 100 faces of LFW; the ends are our choice
 * - pose: degrees between the nose and the camera; our choice
 * - cut: share of the points outside of the photo; our choice
 */
const ramps = {
  small: [Math.log(7), Math.log(35)],
  blurred: [0.8, 0.5],
  dark: [20, 70],
  bright: [240, 190],
  'strong-pose': [60, 15],
  'cut-off': [0.3, 0],
} as const

/**
 * Judges a face by rules whose reasons can be named.
 *
 * @param face.crop aligned by `alignFace`
 * @param face.points5 `arcface5`, pixels of the photo
 * @param face.points all points that are known, pixels of the photo
 * @param face.photo size in pixels
 * @param face.pose of the head, degrees; null when it is not known
 * @throws FacesError `bad-landmarks` when points5 are of another scheme
 */
export function faceQuality(face: {
  crop: Image
  points5: Landmarks
  points: Landmarks
  photo: { readonly width: number; readonly height: number }
  pose: { readonly yawDeg: number; readonly pitchDeg: number } | null
}): FaceQuality {
  const { crop, points5, points, photo, pose } = face
  if (points5.scheme !== 'arcface5') {
    throw new FacesError({ code: 'bad-landmarks', message: `Expected arcface5 points but received ${points5.scheme}` })
  }
  const [leftX = 0, leftY = 0, rightX = 0, rightY = 0] = points5.points
  const grey = toGrey(crop)
  const luma = meanOf(grey.data)
  const parts: Record<QualityReason, number | null> = {
    small: ramp('small', Math.log(Math.max(1, Math.hypot(rightX - leftX, rightY - leftY)))),
    blurred: ramp('blurred', blurEffect(grey)),
    dark: ramp('dark', luma),
    bright: ramp('bright', luma),
    'strong-pose': pose === null ? null : ramp('strong-pose', offAxisDeg(pose)),
    'cut-off': ramp('cut-off', shareOutside(points.points, photo)),
  }
  const known = qualityReasons.flatMap((reason) => {
    const part = parts[reason]
    return part === null ? [] : [{ reason, part }]
  })
  known.sort((a, b) => a.part - b.part)
  return {
    score: known[0]!.part,
    parts,
    reasons: known.filter(({ part }) => part < 0.5).map(({ reason }) => reason),
  }
}

function ramp(reason: QualityReason, value: number): number {
  const [zero, one] = ramps[reason]
  return Math.min(1, Math.max(0, (value - zero) / (one - zero)))
}

function meanOf(values: Uint8ClampedArray): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Angle between where the face looks and the camera. */
function offAxisDeg({ yawDeg, pitchDeg }: { readonly yawDeg: number; readonly pitchDeg: number }): number {
  const toRad = Math.PI / 180
  return Math.acos(Math.cos(yawDeg * toRad) * Math.cos(pitchDeg * toRad)) / toRad
}

function shareOutside(points: Float32Array, photo: { width: number; height: number }): number {
  let outside = 0
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!]
    if (!isInside(x, y, photo)) outside++
  }
  return outside / (points.length / 2)
}
