import { createRng, type Image } from '@maskmirror/core'
import { encodeJpeg, rasteriseSvg } from '@maskmirror/imaging/codec'
import type { ExactLandmarks } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { type Appearance, drawAppearance } from './appearance.ts'
import { drawBackground } from './background.ts'
import { drawFace } from './draw-face.ts'
import { createFacePoints, type FacePoints } from './face-points.ts'
import { drawIdentity, type Identity } from './identity.ts'
import { inkHairs } from './ink-hairs.ts'
import { projectLandmarks } from './landmarks.ts'
import type { Point3 } from './point.ts'
import { createProjection, type Projection } from './projection.ts'
import { shadeHead } from './shade-head.ts'
import { createSkinTexture } from './skin-texture.ts'
import { takePhoto } from './take-photo.ts'

/** Width and height of a picture in pixels, as in LFW. */
export const pictureSize = 250

/** Which picture of whom. */
export interface PictureRequest {
  readonly seed: string | number
  /** Any name; another name is another person. */
  readonly person: string
  /** Number of the picture, from 0. */
  readonly picture: number
}

/** A face as a camera would give it, with what is known of it. */
export interface GeneratedPicture {
  /** 250×250 RGB before JPEG. */
  readonly image: Image
  readonly jpeg: Buffer
  readonly landmarks: ExactLandmarks
  readonly parameters: { readonly identity: Identity; readonly appearance: Appearance }
}

interface Scene {
  readonly identity: Identity
  readonly appearance: Appearance
  readonly face: FacePoints
  readonly projection: Projection
}

/** The landmarks of a picture without drawing it. */
export function locateLandmarks(request: PictureRequest): ExactLandmarks {
  const { face, projection } = setScene(request)
  return projectLandmarks(face, projection)
}

/**
 * Draws one picture of one person; the same request gives the same bytes, whatever else is drawn.
 *
 * @throws DatasetError `bad-option` when the picture's number is not a whole number ≥ 0
 */
export async function generatePicture(request: PictureRequest): Promise<GeneratedPicture> {
  const { identity, appearance, face, projection } = setScene(request)
  const root = createRng(request.seed).fork(`person ${request.person}`)
  const rng = root.fork(`picture ${request.picture}`)
  const size = { width: pictureSize, height: pictureSize }
  const { svg, hairs } = drawFace({ identity, appearance, face, projection, personRng: root.fork('strokes') }, size)
  const person = await rasteriseSvg(svg, size.width, size.height)
  inkHairs(person, hairs)
  const { crownY, chinY } = identity.head
  const texture = createSkinTexture(root.fork('texture'), identity.marks)
  const factors = shadeHead(face.surface, projection, appearance.light, { crownY, chinY, texture, ...size })
  const background = drawBackground(rng.fork('background'), size.width, size.height)
  const image = takePhoto(person, factors, background, appearance.light, appearance.camera, rng.fork('noise'))
  return {
    image,
    jpeg: await encodeJpeg(image, appearance.camera.jpegQuality),
    landmarks: projectLandmarks(face, projection),
    parameters: { identity, appearance },
  }
}

function setScene({ seed, person, picture }: PictureRequest): Scene {
  if (!Number.isInteger(picture) || picture < 0) {
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected picture to be a whole number of at least 0 but received ${picture}`,
      details: { picture },
    })
  }
  const identity = drawIdentity(seed, person)
  const appearance = drawAppearance(seed, person, picture)
  const face = createFacePoints(identity, appearance.expression)
  const { yawRad, pitchRad, rollRad, scalePx, centreX, centreY } = appearance
  const projection = createProjection(
    { yawRad, pitchRad, rollRad, scalePx },
    { point: middleOfFace(face), x: centreX, y: centreY },
  )
  return { identity, appearance, face, projection }
}

/** Between eyes and mouth. */
function middleOfFace({ eyes, mouth }: FacePoints): Point3 {
  const points = [eyes[0].centre, eyes[1].centre, mouth.upperOuter[0]!, mouth.upperOuter[6]!]
  const mean = (axis: keyof Point3) => points.reduce((sum, point) => sum + point[axis] / points.length, 0)
  return { x: mean('x'), y: mean('y'), z: mean('z') }
}
