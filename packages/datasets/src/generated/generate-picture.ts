import { createRng, type Image } from '@maskmirror/core'
import { encodeJpeg, rasteriseSvg } from '@maskmirror/imaging/codec'
import type { ExactLandmarks } from '#dataset.ts'
import { drawBackground } from './background.ts'
import { type Cover, coverAtPoints, type WearMask, wearOver } from './cover.ts'
import { describePicture, type PictureParameters, type PictureRequest } from './describe-picture.ts'
import { drawBeforeFace, drawFace, type FaceScene } from './draw-face.ts'
import { createFacePoints, type FacePoints } from './face-points.ts'
import { inkHairs } from './ink-hairs.ts'
import { projectLandmarks } from './landmarks.ts'
import { layOver } from './lay-over.ts'
import type { Point3 } from './point.ts'
import { createProjection } from './projection.ts'
import { shadeHead } from './shade-head.ts'
import { createSkinTexture } from './skin-texture.ts'
import { takeLayer, takePhoto } from './take-photo.ts'

/** Width and height of a picture in pixels, as in LFW. */
export const pictureSize = 250

/** A face as a camera would give it, with what is known of it. */
export interface GeneratedPicture {
  /** 250×250 RGB before JPEG. */
  readonly image: Image
  /** The same without what is before the face: alpha · cover + (1 − alpha) · this is the picture. The very image where nothing is. */
  readonly bare: Image
  /** What is before the face, from the skin outwards: a worn mask, then an occluder. */
  readonly covers: readonly Cover[]
  readonly jpeg: Buffer
  readonly landmarks: ExactLandmarks
  /** How far each of the 68 points is covered, 0..255. */
  readonly covered: Uint8Array
  readonly parameters: PictureParameters
}

interface Scene extends PictureParameters {
  readonly face: FacePoints
  readonly projection: FaceScene['projection']
}

/** The landmarks of a picture without drawing it. */
export function locateLandmarks(request: PictureRequest): ExactLandmarks {
  const { face, projection } = setScene(request)
  return projectLandmarks(face, projection)
}

/**
 * Draws one picture of one person; the same request gives the same bytes, whatever else is drawn.
 *
 * @param wear puts a mask on the finished face; null for none
 * @throws DatasetError `bad-option` when the picture's number is not a whole number ≥ 0 or the world is none
 */
export async function generatePicture(
  request: PictureRequest,
  wear: WearMask | null = null,
): Promise<GeneratedPicture> {
  const scene = setScene(request)
  const { identity, appearance, occluder, session, face, projection } = scene
  const seeded = createRng(request.seed)
  const root = seeded.fork(`person ${request.person}`)
  const rng = root.fork(`picture ${request.picture}`)
  const size = { width: pictureSize, height: pictureSize }
  const drawn = { identity, appearance, face, projection, personRng: root.fork('strokes') }
  const { svg, hairs } = drawFace(drawn, size)
  const person = await rasteriseSvg(svg, size.width, size.height)
  inkHairs(person, hairs)
  const { crownY, chinY } = identity.head
  const { light, camera } = appearance
  const texture = createSkinTexture(root.fork('texture'), identity.marks)
  const factors = shadeHead(face.surface, projection, light, { crownY, chinY, texture, ...size })
  const place = session === null ? rng.fork('background') : seeded.fork(session.place)
  const background = drawBackground(place, size.width, size.height)
  const shot = { factors, light, camera }
  const bare = takePhoto(person, background, shot, rng.fork('noise'))
  const landmarks = projectLandmarks(face, projection)
  const covers: Cover[] = []
  const worn = wear === null ? null : wearOver(bare, landmarks, wear, rng.fork('mask'))
  if (worn !== null) covers.push(worn.cover)
  let image = worn?.image ?? bare
  if (occluder !== null) {
    const front = await rasteriseSvg(drawBeforeFace(drawn, occluder, size), size.width, size.height)
    const layer = takeLayer(front, shot, rng.fork('noise'))
    image = layOver(image, layer)
    covers.push({ name: occluder.kind, alpha: layer.alpha, label: {} })
  }
  return {
    image,
    bare,
    covers,
    jpeg: await encodeJpeg(image, camera.jpegQuality),
    landmarks,
    covered: coverAtPoints(covers, landmarks.ibug68.points),
    parameters: { identity, appearance, occluder, session },
  }
}

function setScene(request: PictureRequest): Scene {
  const parameters = describePicture(request)
  const { identity, appearance } = parameters
  const face = createFacePoints(identity, appearance.expression)
  const { yawRad, pitchRad, rollRad, scalePx, centreX, centreY, camera } = appearance
  const projection = createProjection(
    { yawRad, pitchRad, rollRad, scalePx },
    { point: middleOfFace(face), x: centreX, y: centreY },
    camera.distance,
  )
  return { ...parameters, face, projection }
}

/** Between eyes and mouth. */
function middleOfFace({ eyes, mouth }: FacePoints): Point3 {
  const points = [eyes[0].centre, eyes[1].centre, mouth.upperOuter[0]!, mouth.upperOuter[6]!]
  const mean = (axis: keyof Point3) => points.reduce((sum, point) => sum + point[axis] / points.length, 0)
  return { x: mean('x'), y: mean('y'), z: mean('z') }
}
