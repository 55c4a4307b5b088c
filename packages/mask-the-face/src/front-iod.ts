import type { FaceFrame } from './face-frame.ts'

/** How far the nose's base lies below the eyes on a usual face, in eye distances seen from the front; our measure on iBUG's mean face. */
const noseBaseDepth = 0.72

/** A face's height per eye distance seen from the front, within which the nose is believed; a turned head is relatively higher. */
const heightRange = [0.7, 2] as const

/** The eye distance as it would be seen from the front of a nose as long as this, in pixels; short on a head that looks up or down. */
export function noseUnit({ points, iodPx }: FaceFrame): number {
  const [low, high] = heightRange
  return Math.min(high * iodPx, Math.max(low * iodPx, points[67]! / noseBaseDepth)) // 33, the nose's base
}

/** The eye distance as it would be seen from the front, in pixels: turned heads are judged by the nose. */
export function frontIod(frame: FaceFrame): number {
  return Math.max(frame.iodPx, noseUnit(frame))
}
