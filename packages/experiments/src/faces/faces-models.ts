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

/**
 * The files of a detector and of the landmarker.
 *
 * @param detector a short name, the name of a card, or the path of an .onnx file with its card beside it
 * @throws ExperimentError `faces-models-missing`, `model-not-detector`
 * @throws InferenceError for a model that is unknown or damaged
 */
export function resolveFacesModels(models: ModelRegistry, detector: string): Promise<ExaminerKit['models']> {
  return resolveFaceModels(models, isShort(detector) ? facesDetectors[detector] : [detector])
}

function isShort(name: string): name is keyof typeof facesDetectors {
  return Object.hasOwn(facesDetectors, name)
}
