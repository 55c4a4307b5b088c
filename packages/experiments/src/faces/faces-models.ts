import { shippedMaskModel } from '@maskmirror/faces'
import type { ModelRegistry } from '@maskmirror/inference'
import { resolveFaceModels } from '../face-models.ts'
import type { ExaminerKit } from './examiner.ts'

/** Short names of detectors; each stands for cards in the order of preference. */
export const facesDetectors = {
  yunet: ['yunet-2026may', 'yunet-2023mar'],
  scrfd: ['scrfd-500m'],
  mtcnn: ['mtcnn'],
  'rfb-masked': ['rfb-640-masked'],
} as const

/** Who decides about masks: this project's network, SeetaFace6's, or both together. */
export const facesMaskModels = {
  own: [shippedMaskModel],
  seeta: ['seeta6-mask-detector'],
  both: [shippedMaskModel, 'seeta6-mask-detector'],
} as const

export type FacesMaskModel = keyof typeof facesMaskModels

/**
 * The files of a detector, of the landmarker and of the networks that decide about masks.
 *
 * @param detector a short name, the name of a card, or the path of an .onnx file with its card beside it
 * @throws ExperimentError `faces-models-missing`, `model-not-detector`
 * @throws InferenceError for a model that is unknown, missing or damaged
 */
export async function resolveFacesModels(
  models: ModelRegistry,
  detector: string,
  mask: FacesMaskModel = 'own',
): Promise<ExaminerKit['models']> {
  const found = await resolveFaceModels(models, isShort(detector) ? facesDetectors[detector] : [detector])
  return { ...found, masks: await Promise.all(facesMaskModels[mask].map((name) => models.resolve(name))) }
}

function isShort(name: string): name is keyof typeof facesDetectors {
  return Object.hasOwn(facesDetectors, name)
}
