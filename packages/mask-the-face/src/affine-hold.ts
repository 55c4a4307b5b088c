import type { HoldName } from './cover-type.ts'
import { type FaceFrame, meanPoint } from './face-frame.ts'
import { noseUnit } from './front-iod.ts'

/** The brows' mean point lies above the eyes by this, in the same unit. */
const browHeight = 0.34

/** Half of a head's width, in eye distances seen from the front; a turned head is no narrower. Our choices, by eye. */
const halfWidth = { temples: 1.08, face: 0.94 } as const

/**
 * Where a face holds what the jaw does not: an origin at the height of the eyes, the end of one unit to the right and of one
 * down; x, y of each along the face's axes. Down, a unit is an eye distance as it would be seen from the front.
 */
export function affineHold(frame: FaceFrame, hold: Exclude<HoldName, 'jaw'>): Float64Array {
  const { points, iodPx } = frame
  const down = noseUnit(frame)
  const root = points[54]! // 27
  if (hold === 'eyes') {
    // spectacles sit on the nose root, which stands before the eyes
    const x = root / 2
    return Float64Array.of(x, 0, x + iodPx, 0, x, down)
  }
  const middle = (points[0]! + points[32]!) / 2
  const seen = Math.abs(points[32]! - points[0]!) / 2
  const turn = meanPoint(points, 21, 22)[0] - middle
  // what is worn in front moves with the brows when the head turns, the crown hardly; the shares are our choice
  if (hold === 'temples') {
    const half = Math.max(seen, halfWidth.temples * down)
    const x = middle + 0.55 * turn
    // a long nose makes no high crown, and the visor keeps off the brows
    const unit = (down + 0.9 * half) / 2
    const y = meanPoint(points, 17, 26)[1] + browHeight * unit
    return Float64Array.of(x, y, x + half, y, x + 0.2 * turn, y + unit)
  }
  const half = Math.max(seen, halfWidth.face * down)
  const x = middle + 0.7 * turn
  return Float64Array.of(x, 0, x + half, 0, x, down)
}
