import { MaskMirrorError } from './error.ts'

/**
 * Where the points of a face come from and in which order they are.
 *
 * - `arcface5`: eye on the image's left, eye on the right, nose tip, mouth corner on the left, on the right
 * - `ibug68`: the 68 points of the iBUG 300-W annotation, chin 0-16 from the image's left to its right
 * - `mediapipe478`: MediaPipe's face mesh with irises
 */
export type LandmarkScheme = 'arcface5' | 'ibug68' | 'mediapipe478'

/** Points of one face. */
export interface Landmarks {
  readonly scheme: LandmarkScheme
  /** x0, y0, x1, y1, … in pixels of the image that they were found in; (0, 0) is the centre of its first pixel. */
  readonly points: Float32Array
}

/** How many points each scheme has. */
export const landmarkCounts: Readonly<Record<LandmarkScheme, number>> = { arcface5: 5, ibug68: 68, mediapipe478: 478 }

/**
 * Checks the count and that every coordinate is a finite number.
 *
 * @param points x0, y0, x1, y1, …
 * @throws MaskMirrorError `landmark-count` or `landmark-value`
 */
export function createLandmarks(scheme: LandmarkScheme, points: ArrayLike<number>): Landmarks {
  const expected = landmarkCounts[scheme] * 2
  if (points.length !== expected) {
    throw new MaskMirrorError({
      code: 'landmark-count',
      message: `Expected ${expected} coordinates for ${scheme} but received ${points.length}`,
      details: { scheme, length: points.length },
    })
  }
  const copy = new Float32Array(points)
  for (let bad = 0; bad < expected; bad++) {
    if (Number.isFinite(copy[bad])) continue
    throw new MaskMirrorError({
      code: 'landmark-value',
      message: `Expected finite ${scheme} coordinates but coordinate ${bad} is ${copy[bad]}`,
      details: { scheme, index: bad },
    })
  }
  return { scheme, points: copy }
}
