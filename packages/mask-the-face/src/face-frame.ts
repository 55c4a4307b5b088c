import { failed, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import { MaskTheFaceError } from './error.ts'

/** Why landmarks do not describe a face that a mask can be drawn on. */
export type FaceFrameFailure = 'not-finite' | 'coincident-landmarks' | 'mirrored-landmarks'

/**
 * A face's own axes: x along the eyes towards the image's right (for an upright head), y down to the chin, both of
 * unit length and at a right angle, so that a rolled head is measured like an upright one.
 */
export interface FaceFrame {
  /** The 68 points, x and y in pixels along the axes, measured from the middle between the eyes. */
  readonly points: Float64Array
  /** Between the eyes' centres, in pixels. */
  readonly iodPx: number
  /** From the frame's coordinates to the picture's. */
  toImage(x: number, y: number): [x: number, y: number]
}

/** Two points nearer than this are the same for our purpose; our choice, far below any face that can be recognised. */
const minDistancePx = 1

/**
 * The y axis is midway between the line from the eyes to the chin and the perpendicular of the eye line: the first
 * leans when the head turns, the second shakes with the eye points.
 *
 * @param landmarks `ibug68`; coordinates that are not finite are a failure, not an error
 * @throws MaskTheFaceError `bad-landmarks` for another scheme or count
 */
export function faceFrame(landmarks: Landmarks): Outcome<FaceFrame, FaceFrameFailure> {
  const { scheme, points } = landmarks
  if (scheme !== 'ibug68' || points.length !== 136) {
    throw new MaskTheFaceError({
      code: 'bad-landmarks',
      message: `Expected landmarks of scheme ibug68 with 136 coordinates but received ${scheme} with ${points.length}`,
      details: { scheme, length: points.length },
    })
  }
  const bad = points.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) return failed('not-finite', `coordinate ${bad} is ${points[bad]}`)

  const left = meanPoint(points, 36, 41)
  const right = meanPoint(points, 42, 47)
  const eyes = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2] as const
  const iodPx = Math.hypot(right[0] - left[0], right[1] - left[1])
  const chin = [points[16]! - eyes[0], points[17]! - eyes[1]] as const
  const chinPx = Math.hypot(chin[0], chin[1])
  if (iodPx < minDistancePx || chinPx < minDistancePx) {
    return failed(
      'coincident-landmarks',
      `the eyes are ${iodPx.toFixed(2)} px apart and the chin ${chinPx.toFixed(2)} px from them`,
    )
  }
  const perpendicular = [(left[1] - right[1]) / iodPx, (right[0] - left[0]) / iodPx] as const
  const cosine = (perpendicular[0] * chin[0] + perpendicular[1] * chin[1]) / chinPx
  // cos 60 degrees, our choice: the chin of a face seen by a camera is never further from below the eyes
  if (cosine < 0.5) {
    return failed(
      'mirrored-landmarks',
      `seen along the eye line, the chin is not below the eyes (cosine ${cosine.toFixed(2)}): left and right are swapped or the points are not of a face`,
    )
  }
  const lean = [perpendicular[0] + chin[0] / chinPx, perpendicular[1] + chin[1] / chinPx] as const
  const length = Math.hypot(lean[0], lean[1])
  const [downX, downY] = [lean[0] / length, lean[1] / length]
  const own = new Float64Array(136)
  for (let i = 0; i < 136; i += 2) {
    const x = points[i]! - eyes[0]
    const y = points[i + 1]! - eyes[1]
    own[i] = x * downY - y * downX
    own[i + 1] = x * downX + y * downY
  }
  return succeeded({
    points: own,
    iodPx,
    toImage: (x, y) => [eyes[0] + x * downY + y * downX, eyes[1] - x * downX + y * downY],
  })
}

/** Mean of the points from `first` to `last`, both included. */
export function meanPoint(points: ArrayLike<number>, first: number, last: number): [x: number, y: number] {
  let x = 0
  let y = 0
  for (let i = first; i <= last; i++) {
    x += points[i * 2]!
    y += points[i * 2 + 1]!
  }
  const count = last - first + 1
  return [x / count, y / count]
}

/** Points along the face's axes as points of the picture: x0, y0, x1, y1, … */
export function pointsToImage(frame: FaceFrame, points: Float64Array): Float64Array {
  const result = new Float64Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = frame.toImage(points[i]!, points[i + 1]!)
    result[i] = x
    result[i + 1] = y
  }
  return result
}
