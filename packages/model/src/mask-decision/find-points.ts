import type { Image, Landmarks } from '@maskmirror/core'
import type { FaceDetector } from '@maskmirror/faces'
import { eyeDistance } from './take-picture.ts'

/**
 * The five points as a detector sees them in a picture, which on masked faces are guesses that the network must live with.
 *
 * @param expected where they are known to be, pixels of the image
 * @returns those of the face whose middle lies within an eye distance of the expected one, else the expected ones
 */
export async function findPoints(detector: FaceDetector, image: Image, expected: Landmarks): Promise<Landmarks> {
  const { faces } = await detector.detect(image)
  const [x, y] = middleOf(expected)
  const near = faces.find(({ points5 }) => {
    const [fx, fy] = middleOf(points5)
    return Math.hypot(fx - x, fy - y) < eyeDistance(expected)
  })
  return near?.points5 ?? expected
}

function middleOf({ points }: Landmarks): [number, number] {
  let [x, y] = [0, 0]
  for (let i = 0; i < points.length; i += 2) {
    x += points[i]! / 5
    y += points[i + 1]! / 5
  }
  return [x, y]
}
