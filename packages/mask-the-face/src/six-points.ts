import { failed, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import { type FaceFrame, type FaceFrameFailure, faceFrame, meanPoint, pointsToImage } from './face-frame.ts'

/**
 * The points that hold a mask, x and y of each in pixels, in the order of MaskTheFace's configuration; left and right
 * are the picture's: a left cheek edge at the height of the nose tip, b centre of the nose bridge, c right cheek edge,
 * d left jaw at the height of the lower lip, e chin tip, f right jaw.
 */
export type SixPoints = Float64Array

/** The six points and g, the nose tip, which a mask on a turned head is folded over: 14 numbers. */
export type HoldPoints = Float64Array

/** Why landmarks hold no mask. */
export type SixPointsFailure = FaceFrameFailure | 'implausible-landmarks'

/**
 * Finds the six points in the face's own axes, so that a rolled head needs no other rule. Where the jaw line does not
 * reach a height, its nearest point is taken.
 *
 * @param landmarks `ibug68` in pixels of the picture, which need not hold all of them
 * @throws MaskTheFaceError `bad-landmarks` for another scheme or count
 */
export function sixPointsFromLandmarks(landmarks: Landmarks): Outcome<SixPoints, SixPointsFailure> {
  const hold = holdPointsFromLandmarks(landmarks)
  return hold.ok ? succeeded(hold.value.slice(0, 12)) : hold
}

/**
 * The six points with the nose tip behind them.
 *
 * @param landmarks `ibug68` in pixels of the picture
 * @throws MaskTheFaceError `bad-landmarks` for another scheme or count
 */
export function holdPointsFromLandmarks(landmarks: Landmarks): Outcome<HoldPoints, SixPointsFailure> {
  const frame = faceFrame(landmarks)
  if (!frame.ok) return frame
  const hold = holdPointsInFrame(frame.value)
  return hold.ok ? succeeded(pointsToImage(frame.value, hold.value)) : hold
}

/** The hold points along the face's axes. */
export function holdPointsInFrame({ points, iodPx }: FaceFrame): Outcome<HoldPoints, SixPointsFailure> {
  const noseY = points[61]! // 30, the tip
  let lipY = Number.NEGATIVE_INFINITY
  for (let i = 55; i <= 59; i++) lipY = Math.max(lipY, points[i * 2 + 1]!) // the lower lip's lower edge
  const chin = [points[16]!, points[17]!] as const // 8
  // our choice: a tenth of the eye distance is less than any two of these heights are apart on a face seen by a camera
  const gap = 0.1 * iodPx
  if (lipY - noseY < gap || chin[1] - lipY < gap) {
    return failed(
      'implausible-landmarks',
      `nose tip, lower lip and chin are not below one another: ${noseY.toFixed(1)}, ${lipY.toFixed(1)}, ${chin[1].toFixed(1)} px below the eyes`,
    )
  }
  const left = { cheek: jawAt(points, noseY, 'left'), jaw: jawAt(points, lipY, 'left') }
  const right = { cheek: jawAt(points, noseY, 'right'), jaw: jawAt(points, lipY, 'right') }
  const bridge = meanPoint(points, 27, 30)
  if (right.cheek[0] - left.cheek[0] < gap || right.jaw[0] - left.jaw[0] < gap) {
    return failed('implausible-landmarks', 'the left jaw line is not left of the right one')
  }
  const tip = [points[60]!, points[61]!] as const
  return succeeded(Float64Array.from([left.cheek, bridge, right.cheek, left.jaw, chin, right.jaw, tip].flat()))
}

/**
 * Where one half of the jaw line, from the ear to the chin's neighbour, first reaches a height; the end nearest to it when
 * it does not.
 *
 * @param points 68 points along the face's axes
 */
export function jawAt(points: Float64Array, y: number, half: 'left' | 'right'): [x: number, y: number] {
  const [start, step] = half === 'left' ? [0, 1] : [16, -1]
  const first = start * 2
  if (points[first + 1]! >= y) return [points[first]!, points[first + 1]!]
  for (let k = 0; k < 7; k++) {
    const i = (start + k * step) * 2
    const j = i + 2 * step
    if (points[j + 1]! < y) continue
    const t = (y - points[i + 1]!) / (points[j + 1]! - points[i + 1]!)
    return [points[i]! + t * (points[j]! - points[i]!), y]
  }
  const last = (start + 7 * step) * 2
  return [points[last]!, points[last + 1]!]
}
