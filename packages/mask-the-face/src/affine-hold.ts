import type { HoldName } from './cover-type.ts'
import { type FaceFrame, meanPoint } from './face-frame.ts'

/** How far the nose's base lies below the eyes on a usual face, in eye distances seen from the front; our measure on iBUG's mean face. */
const noseBaseDepth = 0.72

/** The brows' mean point lies above the eyes by this, in the same unit. */
const browHeight = 0.34

/** A face's height per eye distance seen from the front, within which the nose is believed; a turned head is relatively higher. */
const heightRange = [0.7, 2] as const

/**
 * Where a face holds what the jaw does not: an origin at the height of the eyes, the end of one unit to the right and of one
 * down; x, y of each along the face's axes. Down, a unit is an eye distance as it would be seen from the front.
 */
export function affineHold({ points, iodPx }: FaceFrame, hold: Exclude<HoldName, 'jaw'>): Float64Array {
  const [low, high] = heightRange
  const down = Math.min(high * iodPx, Math.max(low * iodPx, points[67]! / noseBaseDepth)) // 33, the nose's base
  const root = points[54]! // 27
  if (hold === 'eyes') {
    // spectacles sit on the nose root, which stands before the eyes
    const x = root / 2
    return Float64Array.of(x, 0, x + iodPx, 0, x, down)
  }
  const middle = (points[0]! + points[32]!) / 2
  const half = Math.abs(points[32]! - points[0]!) / 2
  const turn = meanPoint(points, 21, 22)[0] - middle
  // what is worn in front moves with the brows when the head turns, the crown hardly; the shares are our choice
  if (hold === 'temples') {
    const x = middle + 0.85 * turn
    // a long nose makes no high crown, and the visor keeps off the brows
    const unit = (down + 0.9 * half) / 2
    const y = meanPoint(points, 17, 26)[1] + browHeight * unit
    return Float64Array.of(x, y, x + half, y, x + 0.3 * turn, y + unit)
  }
  const x = middle + 0.7 * turn
  return Float64Array.of(x, 0, x + half, 0, x, down)
}
