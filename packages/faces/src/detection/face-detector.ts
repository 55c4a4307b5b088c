import { createLandmarks, type Image } from '@maskmirror/core'
import { cropImage, resizeImage, toRgb } from '@maskmirror/imaging'
import {
  type InferenceRuntime,
  imageInputOf,
  preprocess,
  type ResolvedModel,
  type Session,
} from '@maskmirror/inference'
import { FacesError } from '../error.ts'
import type { FaceLandmarker } from '../landmarks/face-landmarker.ts'
import { maskedRfb } from './decode-masked-rfb.ts'
import { scrfd } from './decode-scrfd.ts'
import { yunet } from './decode-yunet.ts'
import type { DetectorFamily } from './detector-family.ts'
import { pointsInBox } from './points-in-box.ts'
import { suppressOverlaps } from './suppress-overlaps.ts'
import type { FaceDetection, FaceDetector } from './types.ts'
import { withoutMargin } from './without-margin.ts'

/** Goes up when the same weights would give other faces. */
const decodingVersion = 2

/** The networks that can be read. */
const families: readonly DetectorFamily[] = [yunet, scrfd, maskedRfb]

/**
 * Opens YuNet, SCRFD or the masked-face RFB network, told apart by their outputs. Photos are scaled so that they fit into
 * the network's input and the longer side is at most `maxSide`, and filled up with black to the network's size, or to a
 * multiple of 32 pixels, which is what the coarsest cells need. A photo in which nothing is found is tried once more with
 * a margin around it and the longer side brought to `maxSide`, because the networks miss faces that fill the picture.
 *
 * @param options.model a resolved card of a detector
 * @param options.landmarker where the five points come from when the network gives boxes only; not used otherwise
 * @param options.maxSide pixels; default 640
 * @param options.scoreThreshold least score of a face, 0..1; default 0.6 for YuNet, 0.5 for the others
 * @param options.maxOverlap intersection over union above which the weaker of two boxes goes; default 0.4 for SCRFD, 0.3 for the others
 * @throws FacesError `wrong-model`, `bad-option`
 * @throws InferenceError `model-missing`, `not-onnx`, `input-shape`
 */
export async function openFaceDetector(options: {
  runtime: InferenceRuntime
  model: ResolvedModel
  landmarker?: FaceLandmarker
  maxSide?: number
  scoreThreshold?: number
  maxOverlap?: number
}): Promise<FaceDetector> {
  const { runtime, model, landmarker, maxSide = 640, scoreThreshold, maxOverlap } = options
  requireOption('maxSide', maxSide, Number.isInteger(maxSide) && maxSide >= 32, 'a whole number of at least 32')
  requireOption('scoreThreshold', scoreThreshold, scoreThreshold! > 0 && scoreThreshold! <= 1, 'in (0, 1]')
  requireOption('maxOverlap', maxOverlap, maxOverlap! >= 0 && maxOverlap! <= 1, 'in [0, 1]')
  const session = await runtime.open(model.path)
  try {
    const family = familyOf(session, model)
    if (family.points || landmarker !== undefined) {
      return readDetector({
        runtime,
        session,
        model,
        family,
        landmarker,
        maxSide,
        scoreThreshold: scoreThreshold ?? family.scoreThreshold,
        maxOverlap: maxOverlap ?? family.maxOverlap,
      })
    }
    throw new FacesError({
      code: 'bad-option',
      message: `Expected a landmarker beside ${model.card.name}, which gives boxes without points, but received none`,
      details: { card: model.card.name },
    })
  } catch (error) {
    await session.close()
    throw error
  }
}

function familyOf(session: Session, model: ResolvedModel): DetectorFamily {
  const names = new Set(session.outputs.map(({ name }) => name))
  const family = families.find(({ outputs }) => outputs.every((name) => names.has(name)))
  if (family !== undefined) return family
  throw new FacesError({
    code: 'wrong-model',
    message: `Expected ${model.card.name} to be a face detector (${families.map(({ title, outputs }) => `${title}: outputs ${outputs.slice(0, 2).join(', ')}${outputs.length > 2 ? ', …' : ''}`).join('; ')}) but its outputs are ${[...names].join(', ')}`,
    details: { card: model.card.name, outputs: [...names] },
  })
}

function readDetector(parts: {
  runtime: InferenceRuntime
  session: Session
  model: ResolvedModel
  family: DetectorFamily
  landmarker: FaceLandmarker | undefined
  maxSide: number
  scoreThreshold: number
  maxOverlap: number
}): FaceDetector {
  const { runtime, session, model, family, landmarker, scoreThreshold, maxOverlap } = parts
  const input = imageInputOf(session, model.card)
  const maxWidth = Math.min(parts.maxSide, input.width ?? parts.maxSide)
  const maxHeight = Math.min(parts.maxSide, input.height ?? parts.maxSide)
  const fitting = ({ width, height }: Image) => Math.min(maxWidth / width, maxHeight / height)

  const detectAt = async (photo: Image, scale: number): Promise<FaceDetection[]> => {
    const scaled =
      scale === 1 ? photo : resizeImage(photo, atLeast1(photo.width * scale), atLeast1(photo.height * scale))
    const size = {
      width: input.width ?? Math.ceil(scaled.width / 32) * 32,
      height: input.height ?? Math.ceil(scaled.height / 32) * 32,
    }
    const tensor = preprocess([scaled], model.card.input, { ...size, allocate: runtime.allocate })
    const outputs = await session.run({ [input.name]: tensor }, family.outputs)
    const kx = photo.width / scaled.width
    const ky = photo.height / scaled.height
    return Promise.all(
      suppressOverlaps(family.decode(outputs, size, scoreThreshold), maxOverlap).map(async (face) => {
        const { score, points, maskProbability } = face
        const box = { x: face.x * kx, y: face.y * ky, width: face.width * kx, height: face.height * ky }
        if (points === null) return { score, box, points5: await pointsInBox(landmarker!, photo, box), maskProbability }
        // the centre of pixel 0 lies half a pixel from the edge in both pictures
        const inPhoto = points.map((value, i) => (value + 0.5) * (i % 2 === 0 ? kx : ky) - 0.5)
        return { score, box, points5: createLandmarks('arcface5', inPhoto), maskProbability }
      }),
    )
  }

  return {
    name: model.card.name,
    version: `${model.sha256}/${decodingVersion}/${Math.min(maxWidth, maxHeight)}/${scoreThreshold}/${maxOverlap}`,
    detect: async (image) => {
      const photo = toRgb(image)
      const faces = await detectAt(photo, Math.min(1, fitting(photo)))
      if (faces.length > 0) return { faces, attempt: 'whole' }
      const scale = Math.min(1, maxPaddedSide / Math.max(photo.width, photo.height))
      const base =
        scale === 1 ? photo : resizeImage(photo, atLeast1(photo.width * scale), atLeast1(photo.height * scale))
      const margin = Math.round(Math.max(base.width, base.height) * marginFraction)
      const padded = cropImage(base, {
        x: -margin,
        y: -margin,
        width: base.width + 2 * margin,
        height: base.height + 2 * margin,
      })
      const found = await detectAt(padded, fitting(padded))
      const back = { margin, kx: photo.width / base.width, ky: photo.height / base.height }
      return { faces: found.map((face) => withoutMargin(face, back)), attempt: 'padded' }
    },
    close: () => session.close(),
  }
}

/**
 * Margin of the second attempt on each side, in the photo's longer side. With it and the picture brought to `maxSide`,
 * YuNet finds 20 of 46 masked faces that the first attempt misses, more than any other of 30 margins and sizes tried.
 */
const marginFraction = 0.75

/**
 * A photo with a longer side is made smaller before the margin is put around it: of a narrow one as long as a file may have
 * it, the square with the margin would not fit into any memory. Pixels, our choice; the network sees fewer.
 */
const maxPaddedSide = 4096

function atLeast1(value: number): number {
  return Math.max(1, Math.round(value))
}

function requireOption(name: string, value: number | undefined, good: boolean, rule: string): void {
  if (value === undefined || good) return
  throw new FacesError({ code: 'bad-option', message: `Expected ${name} to be ${rule} but received ${value}` })
}
