import { createFaceFinder, type FaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { createInferenceRuntime, type InferenceRuntime, type ResolvedModel } from '@maskmirror/inference'
import { type ExamineTask, examinePicture } from './examine-picture.ts'
import type { FaceLine } from './face-line.ts'
import type { FacesOptions } from './faces-options.ts'

/** What every thread opens for itself; plain data, because it goes to other threads. */
export interface ExaminerKit {
  readonly models: { readonly detector: ResolvedModel; readonly landmarker: ResolvedModel }
  readonly options: FacesOptions
}

/**
 * @throws FacesError `wrong-model`
 * @throws InferenceError for a file that cannot be opened
 */
export async function openFinder(runtime: InferenceRuntime, { models, options }: ExaminerKit): Promise<FaceFinder> {
  const landmarker = await openLandmarker({ runtime, model: models.landmarker })
  const { maxSide, policy } = options
  const detector = await openFaceDetector({ runtime, model: models.detector, landmarker, maxSide })
  // `all` asks the finder for every face, so that its own policy does not matter
  const finderPolicy = ({ largest: 'largest', central: 'central', all: 'central', error: 'single' } as const)[policy]
  return createFaceFinder({ detector, landmarker, policy: finderPolicy })
}

/** Looks at one picture after the other with models of its own, opened for the first one. */
export function createExaminer(kit: ExaminerKit): {
  run(task: ExamineTask): Promise<readonly FaceLine[]>
  close(): Promise<void>
} {
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  let finder: Promise<FaceFinder> | null = null
  return {
    run: async (task) => {
      finder ??= openFinder(runtime, kit)
      return examinePicture(task, await finder, kit.options)
    },
    close: () => runtime.close(),
  }
}
