import { createLandmarks, type Image } from '@maskmirror/core'
import { resizeImage, toRgb } from '@maskmirror/imaging'
import type { InferenceRuntime, ResolvedModel, Session } from '@maskmirror/inference'
import { FacesError } from '../error.ts'
import type { FaceLandmarker } from '../landmarks/face-landmarker.ts'
import { maskedRfb } from './decode-masked-rfb.ts'
import { scrfd } from './decode-scrfd.ts'
import { yunet } from './decode-yunet.ts'
import type { DetectorFamily, OneShotFamily } from './detector-family.ts'
import type { Look, Thresholds } from './look.ts'
import { lookInCascade, mtcnn } from './mtcnn/mtcnn.ts'
import { orientationsOf } from './orientations.ts'
import { pointsInBox } from './points-in-box.ts'
import { lookInOneShot } from './single-shot.ts'
import type { Detections, FaceDetection, FaceDetector } from './types.ts'
import { views } from './views.ts'

/** Goes up when the same weights would give other faces. */
const decodingVersion = 3

/** Networks that give all faces in one run. */
const oneShotFamilies: readonly OneShotFamily[] = [yunet, scrfd, maskedRfb]
const families: readonly DetectorFamily[] = [...oneShotFamilies, mtcnn]

/**
 * Opens YuNet, SCRFD, the masked-face RFB network or MTCNN, told apart by their outputs. Photos are scaled so that they fit
 * into the network's input and the longer side is at most `maxSide`. A photo in which nothing is found is
 * shown again: with a margin around it and the longer side brought to `maxSide`, because the networks miss faces that fill the
 * picture, and in a mirror.
 *
 * @param options.model a resolved card of a detector
 * @param options.landmarker where the five points come from when the network gives boxes only; not used otherwise
 * @param options.maxSide pixels; default 640
 * @param options.scoreThreshold least score of a face, 0..1; default 0.6 for YuNet, 0.7 for MTCNN's last network, 0.5 for the others
 * @param options.maxOverlap overlap above which the weaker of two boxes goes: intersection over union, default 0.4 for SCRFD and
 *   0.3 for the others; for MTCNN's last network the covered part of the smaller box, default 0.7
 * @param options.anyOrientation whether photos may be turned by quarters without saying so: then every look is taken four
 *   times and the one with the surest face counts; default false, because some masked faces look surer upside down
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
  anyOrientation?: boolean
}): Promise<FaceDetector> {
  const { runtime, model, landmarker, maxSide = 640, scoreThreshold, maxOverlap, anyOrientation = false } = options
  requireOption('maxSide', maxSide, Number.isInteger(maxSide) && maxSide >= 32, 'a whole number of at least 32')
  requireOption('scoreThreshold', scoreThreshold, scoreThreshold! > 0 && scoreThreshold! <= 1, 'in (0, 1]')
  requireOption('maxOverlap', maxOverlap, maxOverlap! >= 0 && maxOverlap! <= 1, 'in [0, 1]')
  const session = await runtime.open(model.path)
  try {
    const family = familyOf(session, model)
    if (family.points || landmarker !== undefined) {
      const thresholds = { score: scoreThreshold ?? family.scoreThreshold, overlap: maxOverlap ?? family.maxOverlap }
      return readDetector({ runtime, session, model, family, landmarker, maxSide, thresholds, anyOrientation })
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
  thresholds: Thresholds
  anyOrientation: boolean
}): FaceDetector {
  const { model, landmarker, thresholds, anyOrientation } = parts
  const { look, width, height } = lookWith(parts)
  const maxWidth = Math.min(parts.maxSide, width ?? parts.maxSide)
  const maxHeight = Math.min(parts.maxSide, height ?? parts.maxSide)
  const fitting = (photo: Image) => Math.min(maxWidth / photo.width, maxHeight / photo.height)
  const detectAt = async (photo: Image, scale: number): Promise<FaceDetection[]> => {
    const scaled =
      scale === 1 ? photo : resizeImage(photo, atLeast1(photo.width * scale), atLeast1(photo.height * scale))
    const kx = photo.width / scaled.width
    const ky = photo.height / scaled.height
    return Promise.all(
      (await look(scaled)).map(async (face) => {
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
    version: `${model.sha256}/${decodingVersion}/${Math.min(maxWidth, maxHeight)}/${thresholds.score}/${thresholds.overlap}${anyOrientation ? '/any-orientation' : ''}`,
    detect: async (image) => {
      const photo = toRgb(image)
      const orientations = orientationsOf(photo, anyOrientation)
      let best: Detections = { faces: [], attempt: null }
      for (const view of views) {
        for (const orientation of orientations) {
          const { attempt, picture, enlarge, back } = view(orientation.picture)
          const scale = fitting(picture)
          const faces = await detectAt(picture, enlarge ? scale : Math.min(1, scale))
          if ((faces[0]?.score ?? 0) <= (best.faces[0]?.score ?? 0)) continue
          best = { faces: faces.map((face) => orientation.back(back(face))), attempt }
        }
        if (best.faces.length > 0) break
      }
      return best
    },
    close: () => parts.session.close(),
  }
}

/** The network's way to look, and the size of its input where that is fixed, pixels. */
function lookWith(parts: {
  runtime: InferenceRuntime
  session: Session
  model: ResolvedModel
  family: DetectorFamily
  thresholds: Thresholds
}): { readonly look: Look; readonly width: number | null; readonly height: number | null } {
  const family = oneShotFamilies.find((known) => known === parts.family)
  if (family === undefined) return { look: lookInCascade(parts), width: null, height: null }
  const { look, input } = lookInOneShot({ ...parts, family })
  return { look, width: input.width, height: input.height }
}

function atLeast1(value: number): number {
  return Math.max(1, Math.round(value))
}

function requireOption(name: string, value: number | undefined, good: boolean, rule: string): void {
  if (value === undefined || good) return
  throw new FacesError({ code: 'bad-option', message: `Expected ${name} to be ${rule} but received ${value}` })
}
