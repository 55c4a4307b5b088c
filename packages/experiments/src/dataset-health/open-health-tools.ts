import { createFaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { InferenceError, type ResolvedModel } from '@maskmirror/inference'
import { ExperimentError } from '../error.ts'
import { resolveFaceModels } from '../face-models.ts'
import { facesMaskModels } from '../faces/faces-models.ts'
import { openMaskJudge } from '../faces/open-mask-judge.ts'
import { findModel } from '../model-source.ts'
import type { RunEnvironment } from '../run-environment.ts'
import type { HealthTools } from './examine-photos.ts'
import type { HealthReport } from './health-report.ts'

/** The tools with what names them. */
export interface OpenHealthTools extends AsyncDisposable {
  readonly tools: HealthTools
  readonly names: HealthReport['tools']
  /** Names and versions of all of them, for what is stored. */
  readonly key: unknown
}

/** Used where nobody names another recogniser. */
const usualRecogniser = 'mobilefacenet'

/**
 * Opens what is there of detector, landmarker, recogniser and mask decider; what is not there is left out.
 *
 * @param model of the recogniser, see `findModel`: it must be there; null: the usual one, as far as it is there; `none`: none
 * @throws ExperimentError `model-not-embedding`; InferenceError for a named model that cannot be used
 */
export async function openHealthTools(
  model: string | null,
  { models, inference }: Pick<RunEnvironment, 'models' | 'inference'>,
): Promise<OpenHealthTools> {
  const faceModels = await orNull(() => resolveFaceModels(models), 'faces-models-missing')
  const finder =
    faceModels === null
      ? null
      : createFaceFinder({
          detector: await openFaceDetector({ runtime: inference, model: faceModels.detector }),
          landmarker: await openLandmarker({ runtime: inference, model: faceModels.landmarker }),
        })
  const recogniser =
    finder === null || model === 'none'
      ? null
      : model === null
        ? await orNull(() => findModel(usualRecogniser, { models, inference }), 'model-missing')
        : await findModel(model, { models, inference })
  const embedder = (await recogniser?.open()) ?? null
  const decider = finder === null ? null : await openMaskJudge(inference, await resolveMaskModels(models))
  return {
    tools: { finder, embedder, decider },
    names: {
      finder: faceModels?.detector.card.name ?? null,
      recogniser: recogniser?.spec.name ?? null,
      maskDecider: decider?.name ?? null,
    },
    key: { finder: finder?.version ?? null, recogniser: recogniser?.spec ?? null, decider: decider?.version ?? null },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([finder?.close(), embedder?.close(), decider?.close()])
    },
  }
}

/** Both where the one that must be pulled is there, because together they err least; else this project's alone. */
async function resolveMaskModels(models: RunEnvironment['models']): Promise<ResolvedModel[]> {
  const [own, other] = facesMaskModels.both
  const isPresent = (await models.list()).some(({ card, state }) => card.name === other && state === 'present')
  return Promise.all((isPresent ? [own, other] : [own]).map((name) => models.resolve(name)))
}

async function orNull<Value>(find: () => Promise<Value>, code: string): Promise<Value | null> {
  try {
    return await find()
  } catch (error) {
    const isMissing = (error instanceof ExperimentError || error instanceof InferenceError) && error.code === code
    if (isMissing) return null
    throw error
  }
}
