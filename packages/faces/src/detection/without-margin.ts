import { createLandmarks } from '@maskmirror/core'
import type { FaceDetection } from './types.ts'

/**
 * Brings a face that was found in a smaller picture with a margin around it back to the photo.
 *
 * @param back.margin on each side, pixels of the smaller picture
 * @param back.kx, back.ky pixels of the photo a pixel of the smaller picture
 */
export function withoutMargin(
  face: FaceDetection,
  { margin, kx, ky }: { margin: number; kx: number; ky: number },
): FaceDetection {
  const { x, y, width, height } = face.box
  return {
    ...face,
    box: { x: (x - margin) * kx, y: (y - margin) * ky, width: width * kx, height: height * ky },
    // the centre of pixel 0 lies half a pixel from the edge in both pictures
    points5: createLandmarks(
      'arcface5',
      face.points5.points.map((value, i) => (value - margin + 0.5) * (i % 2 === 0 ? kx : ky) - 0.5),
    ),
  }
}
