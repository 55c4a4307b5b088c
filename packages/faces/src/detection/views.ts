import { createLandmarks, type Image } from '@maskmirror/core'
import { cropImage, mirrorImage, resizeImage } from '@maskmirror/imaging'
import type { Attempt, FaceDetection } from './types.ts'
import { withoutMargin } from './without-margin.ts'

/** A way to show a photo to a network. */
export interface View {
  readonly attempt: Attempt
  readonly picture: Image
  /** Whether a small picture is brought to the size of a large one. */
  readonly enlarge: boolean
  /** Brings a face that was found in the picture back to the photo. */
  readonly back: (face: FaceDetection) => FaceDetection
}

/** Ways to show an RGB photo, each for those in which nothing was found by the ones before. */
export const views: readonly ((photo: Image) => View)[] = [
  asItIs,
  withMargin,
  (photo) => mirrored(asItIs(photo), 'mirrored'),
  (photo) => mirrored(withMargin(photo), 'padded-mirrored'),
]

function asItIs(photo: Image): View {
  return { attempt: 'whole', picture: photo, enlarge: false, back: (face) => face }
}

/**
 * Margin on each side, in the photo's longer side. With it and the picture brought to `maxSide`, YuNet finds 20 of 46 masked
 * faces that it misses in the photo as it is, more than with any other of 30 margins and sizes tried.
 */
const marginFraction = 0.75

/**
 * A photo with a longer side is made smaller before the margin is put around it: the square around a long strip would fit into
 * no memory. Pixels, our choice; brought to 4096 pixels with its margin, a photo has 1638.
 */
const maxPaddedSide = 2048

function withMargin(photo: Image): View {
  const scale = Math.min(1, maxPaddedSide / Math.max(photo.width, photo.height))
  const side = (length: number) => Math.max(1, Math.round(length * scale))
  const base = scale === 1 ? photo : resizeImage(photo, side(photo.width), side(photo.height))
  const margin = Math.round(Math.max(base.width, base.height) * marginFraction)
  const box = { x: -margin, y: -margin, width: base.width + 2 * margin, height: base.height + 2 * margin }
  const where = { margin, kx: photo.width / base.width, ky: photo.height / base.height }
  return { attempt: 'padded', picture: cropImage(base, box), enlarge: true, back: (face) => withoutMargin(face, where) }
}

/**
 * Networks see a face and its mirror image differently: of 26 masked faces that YuNet misses in both other views it finds ten in a
 * mirror, and nothing in 182 pictures without a face.
 */
function mirrored(view: View, attempt: Attempt): View {
  const { width } = view.picture
  return {
    ...view,
    attempt,
    picture: mirrorImage(view.picture),
    back: (face) => view.back(mirroredBack(face, width)),
  }
}

function mirroredBack(face: FaceDetection, width: number): FaceDetection {
  const { box, points5 } = face
  // what was on the right is on the left: eyes and corners of the mouth change their names
  const order = [1, 0, 2, 4, 3]
  const points = order.flatMap((k) => [width - 1 - points5.points[2 * k]!, points5.points[2 * k + 1]!])
  return {
    ...face,
    box: { ...box, x: width - box.x - box.width },
    points5: createLandmarks('arcface5', points),
  }
}
