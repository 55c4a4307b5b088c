import { createLandmarks, type Image } from '@maskmirror/core'
import { turnImage } from '@maskmirror/imaging'
import type { FaceDetection } from './types.ts'

/** The photo as it is or turned by quarters, and the way back for what is found in it. */
export interface Orientation {
  readonly picture: Image
  readonly back: (face: FaceDetection) => FaceDetection
}

/** @param any false: only the photo as it is */
export function orientationsOf(photo: Image, any: boolean): Orientation[] {
  const asItIs: Orientation = { picture: photo, back: (face) => face }
  if (!any) return [asItIs]
  const turned = ([1, 2, 3] as const).map((quarters): Orientation => {
    const picture = turnImage(photo, quarters)
    return { picture, back: (face) => turnedBack(face, quarters, picture) }
  })
  return [asItIs, ...turned]
}

/** Turns a face against the clock, a quarter at a time: what was on the right comes to the top. */
function turnedBack(
  face: FaceDetection,
  quarters: number,
  { width, height }: Pick<Image, 'width' | 'height'>,
): FaceDetection {
  if (quarters === 0) return face
  const { box, points5 } = face
  const { points } = points5
  const turned = {
    ...face,
    box: { x: box.y, y: width - box.x - box.width, width: box.height, height: box.width },
    points5: createLandmarks(
      'arcface5',
      Array.from(points, (_, i) => (i % 2 === 0 ? points[i + 1]! : width - 1 - points[i - 1]!)),
    ),
  }
  return turnedBack(turned, quarters - 1, { width: height, height: width })
}
