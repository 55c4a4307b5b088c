import { createLandmarks, type Image, type Landmarks, type Rng } from '@maskmirror/core'
import { cropImage, resizeImage } from '@maskmirror/imaging'
import { decodeImage, encodeJpeg } from '@maskmirror/imaging/codec'

/** A picture with the five points of its face, in its pixels. */
export interface FacePicture {
  readonly image: Image
  /** `arcface5` */
  readonly points5: Landmarks
}

/**
 * What cameras and web sites do to a picture: some are cut tightly around the face, most are made smaller until the eyes
 * are 8 to 60 pixels apart, all go through JPEG at a quality of 25 to 95.
 *
 * @param options.mayCut false where a tight cut would leave the mask out
 */
export async function takePicture(
  { image, points5 }: FacePicture,
  { mayCut }: { mayCut: boolean },
  rng: Rng,
): Promise<FacePicture> {
  const cut = mayCut && rng.next() < 0.35 ? cutTightly({ image, points5 }, rng) : { image, points5 }
  const eyes = eyeDistance(cut.points5)
  const wanted = Math.exp(rng.uniform(Math.log(8), Math.log(60)))
  const scale = Math.min(1, wanted / eyes)
  const width = Math.max(16, Math.round(cut.image.width * scale))
  const height = Math.max(16, Math.round(cut.image.height * scale))
  const small = scale === 1 ? cut.image : resizeImage(cut.image, width, height)
  const [kx, ky] = [small.width / cut.image.width, small.height / cut.image.height]
  const points = Array.from(cut.points5.points, (value, i) => (value + 0.5) * (i % 2 === 0 ? kx : ky) - 0.5)
  return {
    image: await decodeImage(await encodeJpeg(small, Math.round(rng.uniform(25, 95)))),
    points5: createLandmarks('arcface5', points),
  }
}

/** Borders between the brows and the hair, and between the mouth and below the chin, as cropped data sets have them. */
function cutTightly({ image, points5 }: FacePicture, rng: Rng): FacePicture {
  const { points } = points5
  const eyes = eyeDistance(points5)
  const xs = [points[0]!, points[2]!]
  const left = Math.max(0, Math.round(Math.min(...xs) - eyes * rng.uniform(0.3, 0.9)))
  const right = Math.min(image.width, Math.round(Math.max(...xs) + eyes * rng.uniform(0.3, 0.9)))
  const top = Math.max(0, Math.round(Math.min(points[1]!, points[3]!) - eyes * rng.uniform(0.4, 1.3)))
  const bottom = Math.min(image.height, Math.round(Math.max(points[7]!, points[9]!) + eyes * rng.uniform(0.35, 1.2)))
  if (right - left < 16 || bottom - top < 16) return { image, points5 }
  return {
    image: cropImage(image, { x: left, y: top, width: right - left, height: bottom - top }),
    points5: createLandmarks(
      'arcface5',
      Array.from(points, (value, i) => value - (i % 2 === 0 ? left : top)),
    ),
  }
}

export function eyeDistance({ points }: Landmarks): number {
  return Math.hypot(points[2]! - points[0]!, points[3]! - points[1]!)
}
