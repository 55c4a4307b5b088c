import { failed, type Outcome, succeeded } from '@maskmirror/core'
import type { FaceDetection } from './detection/types.ts'
import type { FacePolicy } from './face.ts'

/**
 * Chooses the face that a photo is about.
 *
 * `central` takes the largest value of box area minus twice the squared distance of the box's centre from the photo's
 * centre, the rule of InsightFace's examples: a big face in the middle beats a bigger one at the border. Equal values
 * go to the better detection score.
 *
 * @param faces best score first
 * @param size of the photo, pixels
 * @param policy default `central`
 */
export function chooseFace(
  faces: readonly FaceDetection[],
  size: { readonly width: number; readonly height: number },
  policy: FacePolicy = 'central',
): Outcome<FaceDetection, 'no-face' | 'several-faces'> {
  const [first] = faces
  if (first === undefined) return failed('no-face', 'The detector found no face in the photo')
  if (policy === 'single' && faces.length > 1) {
    return failed('several-faces', `Expected one face in the photo but the detector found ${faces.length}`)
  }
  const value = ({ box }: FaceDetection) => {
    const area = box.width * box.height
    if (policy !== 'central') return area
    const x = box.x + box.width / 2 - size.width / 2
    const y = box.y + box.height / 2 - size.height / 2
    return area - 2 * (x * x + y * y)
  }
  return succeeded(faces.reduce((best, face) => (value(face) > value(best) ? face : best), first))
}
