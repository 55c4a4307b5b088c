import { InferenceError, type ModelRegistry, type ResolvedModel } from '@maskmirror/inference'
import { ExperimentError } from './error.ts'

/** Detectors in the order of preference; they agree on all photos that were tried. */
const detectorModels = ['yunet-2026may', 'yunet-2023mar'] as const

/** The card of the dense landmarks, here and in the browser. */
export const landmarkerModel = 'mediapipe-face-landmarker'

/**
 * The files of a face detector and a landmarker.
 *
 * @param detectors names of cards or paths in the order of preference; default YuNet
 * @throws ExperimentError `faces-models-missing` with the commands that get them, `model-not-detector`
 */
export async function resolveFaceModels(
  models: ModelRegistry,
  detectors: readonly string[] = detectorModels,
): Promise<{ detector: ResolvedModel; landmarker: ResolvedModel }> {
  const firstOf = async (names: readonly string[]): Promise<ResolvedModel> => {
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
      message: `Expected a face detector and a landmarker for photographs but one is missing. Get both with: maskmirror models pull ${detectors[0]} ${landmarkerModel}\n${missing?.message}`,
      cause: missing,
    })
  }
  const detector = await firstOf(detectors)
  if (detector.card.task !== 'detection') {
    const { name, task } = detector.card
    throw new ExperimentError({
      code: 'model-not-detector',
      message: `Expected detector to be a model that finds faces but ${name} is for ${task}`,
      details: { model: name, task },
    })
  }
  return { detector, landmarker: await firstOf([landmarkerModel]) }
}
