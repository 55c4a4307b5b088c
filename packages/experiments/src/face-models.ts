import { InferenceError, type ModelRegistry, type ResolvedModel } from '@maskmirror/inference'
import { ExperimentError } from './error.ts'

/** Detectors in the order of preference; they agree on all photos that were tried. */
const detectorModels = ['yunet-2026may', 'yunet-2023mar'] as const

/** The card of the dense landmarks, here and in the browser. */
export const landmarkerModel = 'mediapipe-face-landmarker'

/**
 * The files of a face detector and a landmarker.
 *
 * @throws ExperimentError `faces-models-missing` with the commands that get them
 */
export async function resolveFaceModels(
  models: ModelRegistry,
): Promise<{ detector: ResolvedModel; landmarker: ResolvedModel }> {
  return { detector: await first(models, detectorModels), landmarker: await first(models, [landmarkerModel]) }
}

async function first(models: ModelRegistry, names: readonly string[]): Promise<ResolvedModel> {
  let missing: InferenceError | undefined
  for (const name of names) {
    try {
      return await models.resolve(name)
    } catch (error) {
      if (!(error instanceof InferenceError) || error.code !== 'model-missing') throw error
      missing ??= error
    }
  }
  throw new ExperimentError({
    code: 'faces-models-missing',
    message: `Expected a face detector and a landmarker for photographs but one is missing. Get both with: maskmirror models pull ${detectorModels[0]} ${landmarkerModel}\n${missing?.message}`,
    cause: missing,
  })
}
