import type { Dataset } from '@maskmirror/datasets'
import { createFaceFinder, type FaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { resolveFaceModels } from './face-models.ts'
import type { RunEnvironment } from './run-environment.ts'
import type { RunRequest } from './run-request.ts'
import type { RunSpec } from './run-spec.ts'
import type { FaceSource } from './stages/align-in-photo.ts'

/** How faces are found: models found and checked, but not loaded yet. */
export interface FaceFinding {
  readonly spec: RunSpec['faces']
  open(): Promise<FaceSource>
}

/**
 * Exact landmarks where the data set gives them, else detector and landmarker.
 *
 * @throws ExperimentError `faces-models-missing` with the commands that get them
 */
export async function findFaceModels(
  dataset: Dataset,
  policy: RunRequest['facePolicy'],
  { models, inference }: Pick<RunEnvironment, 'models' | 'inference'>,
): Promise<FaceFinding> {
  if (dataset.photos.every(({ landmarks }) => landmarks !== null)) {
    return { spec: { source: 'exact', alignment: 'arcface112' }, open: async () => ({ kind: 'exact' }) }
  }
  const { detector, landmarker } = await resolveFaceModels(models)
  const open = async (): Promise<FaceFinder> =>
    createFaceFinder({
      detector: await openFaceDetector({ runtime: inference, model: detector }),
      landmarker: await openLandmarker({ runtime: inference, model: landmarker }),
      policy,
    })
  // opened once to learn its version, which is of all its parts and options; that a file cannot be used is found here too
  const finder = await open()
  const { version } = finder
  await finder.close()
  return {
    spec: {
      source: 'detector',
      alignment: 'arcface112',
      detector: { name: detector.card.name, sha256: detector.sha256 },
      landmarker: { name: landmarker.card.name, sha256: landmarker.sha256 },
      version,
      policy,
    },
    open: async () => ({ kind: 'finder', finder: await open() }),
  }
}
