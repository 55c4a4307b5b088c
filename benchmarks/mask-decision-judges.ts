import type { Image } from '@maskmirror/core'
import { createLandmarks } from '@maskmirror/core'
import {
  alignFace,
  arcfaceTemplate,
  type Box,
  type Face,
  type FaceLandmarker,
  type MaskPlace,
  openFaceDetector,
  openMaskDecider,
  shippedMaskModel,
} from '@maskmirror/faces'
import { cropImage, resizeImage, toRgb } from '@maskmirror/imaging'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { type InferenceRuntime, type ModelRegistry, preprocess } from '@maskmirror/inference'
import { createTreatment, type PairTreatment } from '@maskmirror/mask-mirror'
import type { MaskTemplates } from '@maskmirror/mask-the-face'

/** `own-aligned`: this project's network on ArcFace's 112×112 crop, which is what runs keep. */
export const judgeNames = ['own', 'own-aligned', 'seeta', 'rfb', 'mask-pts5', 'colour-rule'] as const

export type JudgeName = (typeof judgeNames)[number]

/** What one model says about a face. */
export interface Judgement {
  /** Log-odds of a mask, above 0 for a mask; null where the model sees no face at all. */
  readonly odds: number | null
  readonly where: MaskPlace | null
}

/** Where a face is; landmarks for what needs them. */
export type JudgedFace = Pick<Face, 'box' | 'points5'> & Partial<Pick<Face, 'landmarks68'>>

export type Judge = (photo: Image, face: JudgedFace) => Promise<Judgement>

/** All models that can say whether a mask is worn, behind one interface. */
export async function openJudges(
  runtime: InferenceRuntime,
  models: ModelRegistry,
  folder: string,
  templates: MaskTemplates,
): Promise<Record<JudgeName, Judge>> {
  const decider = async (name: string): Promise<Judge> => {
    const opened = await openMaskDecider({ runtime, model: await models.resolve(name) })
    return async (photo, face) => {
      const { probability, where } = await opened.decide(photo, face)
      return { odds: logit(probability), where }
    }
  }
  const rfb = await openFaceDetector({ runtime, model: await models.resolve('rfb-640-masked'), landmarker: noPoints })
  const points = await runtime.open(`${folder}/seeta6-face_landmarker_mask_pts5.onnx`)
  const own = await decider(shippedMaskModel)
  const treatment = createTreatment('type-colour', { templates, segment: null }) as PairTreatment
  return {
    own,
    'own-aligned': async (photo, { points5 }) => {
      const { crop } = alignFace(photo, points5)
      return own(crop, { points5: arcfaceTemplate, box: { x: 0, y: 0, width: crop.width, height: crop.height } })
    },
    seeta: await decider('seeta6-mask-detector'),
    rfb: async (photo, { box }) => {
      const { faces } = await rfb.detect(photo)
      const same = faces.find((face) => overlap(face.box, box) > 0.3)
      return { odds: same === undefined ? null : logit(same.maskProbability!), where: null }
    },
    // nose and mouth corners hidden, as the models' README feeds it
    'mask-pts5': async (photo, { box }) => {
      const [width, height] = [box.width * 1.2, box.height * 1.2]
      const cut = { x: box.x - box.width * 0.1, y: box.y - box.height * 0.1, width, height }
      const rounded = Object.fromEntries(Object.entries(cut).map(([key, value]) => [key, Math.round(value)]))
      const crop = resizeImage(cropImage(toRgb(photo), rounded as unknown as Box), 128, 128)
      const mean: [number, number, number] = [127.5, 127.5, 127.5]
      const tensor = preprocess([crop], { layout: 'nchw', colour: 'bgr', mean, std: mean })
      const { '216_1': output } = await points.run({ '_input_input.1_88': tensor })
      const hidden = [2, 3, 4].map((k) => output!.data[4 * k + 3]! - output!.data[4 * k + 2]!)
      return { odds: hidden.sort((a, b) => a - b)[1]!, where: null }
    },
    // it says yes or no: the confidence of a yes is all it tells
    'colour-rule': async (photo, { points5, landmarks68 }) => {
      const { crop, toCrop } = alignFace(photo, points5)
      if (landmarks68 === undefined) return { odds: null, where: null }
      const landmarks = createLandmarks('ibug68', applyAffine(toCrop, landmarks68.points))
      const found = await treatment.readProbe({ crop, landmarks })
      return { odds: found.ok ? logit(found.value.mask.maskConfidence) : -1, where: null }
    },
  }
}

/** Boxes are enough here: the points that the detector asks for are not looked at. */
const noPoints: FaceLandmarker = {
  name: 'none',
  version: '0',
  locate: async (_, box) => ({
    mesh: createLandmarks(
      'mediapipe478',
      Float32Array.from({ length: 956 }, (_, i) => (i % 2 === 0 ? box.x + (i % 7) : box.y + (i % 5))),
    ),
    depths: new Float32Array(478),
    presence: 1,
  }),
  close: async () => {},
}

function logit(probability: number): number {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, probability))
  return Math.log(inside / (1 - inside))
}

/** Intersection over union. */
function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
  return (width * height) / (a.width * a.height + b.width * b.height - width * height)
}
