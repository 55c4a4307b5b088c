import { failed, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import { MaskTheFaceError } from '#error.ts'
import { ellipsePolyline, fitEllipse } from './chin-ellipse.ts'
import { crossings, lineAcross, lineAngleDeg, lineThrough } from './face-line.ts'
import type { CompatPoints } from './masks-config.ts'

/** Where a mask is held on a face, and which of its templates is taken. */
export interface CompatSixPoints {
  /** Pixels, rounded to float32, in the order a, b, c, f, e, d. */
  readonly points: CompatPoints
  /** Nose axis against face axis, degrees: a measure of yaw. */
  readonly angleDeg: number
  /** What is appended to the type's name. */
  readonly side: '' | '_left' | '_right'
  /** Where the chin tip is from: the line across the eyes, the line from nose to mouth, or the middle of both. */
  readonly chinTip: 'both' | 'across-eyes' | 'face-axis'
  /** Where the cheek points a and c are from; an ellipse often puts both at the same place. */
  readonly cheeks: 'chin' | 'ellipse' | 'chin-ends'
}

/**
 * - `no-chin-crossing`: neither axis of the face, or not the line of the lower lip, meets the chin (an IndexError in the original)
 * - `chin-on-a-line`: the ellipse has to be taken but the chin's points are on one line (a LinAlgError)
 */
export type CompatSixPointsFailure = 'no-chin-crossing' | 'chin-on-a-line'

/** Degrees beyond which a side template is taken. */
const sideAngleDeg = 13

/**
 * The original's six points: a and c where the line of the eyes, moved down to the nose tip, meets the chin; b the
 * middle of the nose bridge; d and f the same on the height of the lower lip; e the chin tip. Lengths are measured
 * vertically, so a rolled head gives other points, as there.
 *
 * @param landmarks `ibug68` in pixels; the original has whole numbers here, others are taken as they are
 * @param width of the picture in pixels
 * @throws MaskTheFaceError `bad-landmarks` for another scheme, another count or a value that is not finite
 */
export function compatSixPoints(landmarks: Landmarks, width: number): Outcome<CompatSixPoints, CompatSixPointsFailure> {
  const { points } = landmarks
  if (landmarks.scheme !== 'ibug68' || points.length !== 136 || !points.every(Number.isFinite)) {
    throw new MaskTheFaceError({
      code: 'bad-landmarks',
      message: `Expected landmarks to be ibug68 with 136 finite coordinates but received ${landmarks.scheme} with ${points.length}`,
      details: { scheme: landmarks.scheme, length: points.length },
    })
  }
  const at = (i: number): [number, number] => [points[i * 2]!, points[i * 2 + 1]!]
  const chin = points.subarray(0, 34)
  const leftEye = meanOf(points, [36, 37, 38, 39, 40, 41])
  const rightEye = meanOf(points, [42, 43, 44, 45, 46, 47])
  const noseRoot = at(27)
  const noseTip = at(30)
  const noseHeight = noseTip[1] - noseRoot[1]
  const down = ([x, y]: readonly [number, number], by: number): [number, number] => [x, y + by]

  const faceAxis = lineThrough(noseRoot, meanOf(points, lowerLip), width)
  const acrossEyes = lineAcross(down(leftEye, noseHeight / 2), down(rightEye, noseHeight / 2), width)
  const byEyes = crossings(acrossEyes, chin)
  const byAxis = crossings(faceAxis, chin)
  if (byEyes.length === 0 && byAxis.length === 0) {
    return failed('no-chin-crossing', 'neither the line from nose to mouth nor the line across the eyes meets the chin')
  }
  const chinTip = byEyes.length === 0 ? 'face-axis' : byAxis.length === 0 ? 'across-eyes' : 'both'
  const tipOf = (c: 0 | 1) => {
    if (chinTip === 'both') return (byAxis[c]! + byEyes[c]!) / 2
    return chinTip === 'face-axis' ? byAxis[c]! : byEyes[c]!
  }

  const angleDeg = lineAngleDeg(lineThrough(noseRoot, noseTip, width)) - lineAngleDeg(faceAxis)

  const noseLine = lineThrough(down(leftEye, noseHeight), down(rightEye, noseHeight), width)
  const cheeks = cheekPoints(chin, (polyline) => crossings(noseLine, polyline))
  if (cheeks === null) {
    return failed(
      'chin-on-a-line',
      'the line of the nose tip does not meet the chin twice, and all points of the chin are on one line',
    )
  }

  const lipHeight = Math.max(...lowerLip.map((i) => points[i * 2 + 1]!)) - (leftEye[1] + rightEye[1]) / 2
  const jaws = crossings(lineThrough(down(leftEye, lipHeight), down(rightEye, lipHeight), width), chin)
  if (jaws.length === 0) return failed('no-chin-crossing', 'the line of the lower lip does not meet the chin')

  const six = [
    ...cheeks.hits.slice(0, 2),
    (noseRoot[0] + noseTip[0]) / 2,
    (noseRoot[1] + noseTip[1]) / 2,
    ...cheeks.hits.slice(-2),
    ...jaws.slice(-2),
    tipOf(0),
    tipOf(1),
    ...jaws.slice(0, 2),
  ]
  const side = angleDeg < -sideAngleDeg ? '_right' : angleDeg > sideAngleDeg ? '_left' : ''
  return succeeded({ points: Float64Array.from(six, Math.fround), angleDeg, side, chinTip, cheeks: cheeks.from })
}

/** Outer lower lip with the inner one back, as the original groups the points. */
const lowerLip = [54, 55, 56, 57, 58, 59, 48, 60, 67, 66, 65, 64]

function meanOf(points: Float32Array, indices: readonly number[]): [x: number, y: number] {
  let x = 0
  let y = 0
  for (const i of indices) {
    x += points[i * 2]!
    y += points[i * 2 + 1]!
  }
  return [x / indices.length, y / indices.length]
}

/** Crossings with the chin; when there are fewer than two, with an ellipse through it; then the chin's ends. Null for a straight chin. */
function cheekPoints(
  chin: Float32Array,
  cross: (polyline: ArrayLike<number>) => number[],
): { hits: readonly number[]; from: CompatSixPoints['cheeks'] } | null {
  const onChin = cross(chin)
  if (onChin.length >= 4) return { hits: onChin, from: 'chin' }
  const ellipse = fitEllipse(chin)
  if (ellipse === null) return null
  const onEllipse = cross(ellipsePolyline(ellipse))
  if (onEllipse.length >= 4) return { hits: onEllipse, from: 'ellipse' }
  return { hits: [chin[0]!, chin[1]!, chin[32]!, chin[33]!], from: 'chin-ends' }
}
