import { createFaceFinder, type FaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { createInferenceRuntime, type InferenceRuntime, type ResolvedModel } from '@maskmirror/inference'
import { type ExaminerParts, type ExamineTask, examinePicture } from './examine-picture.ts'
import type { FacesOptions } from './faces-options.ts'
import { openMaskJudge } from './open-mask-judge.ts'

/** What every thread opens for itself; plain data, because it goes to other threads. */
export interface ExaminerKit {
  readonly models: {
    readonly detector: ResolvedModel
    readonly landmarker: ResolvedModel
    /** One that decides about masks, or two that do so together, this project's first. */
    readonly masks: readonly ResolvedModel[]
  }
  readonly options: FacesOptions
}

/** Looks at pictures with models of its own, opened for the first of them. */
export interface Examiner {
  /**
   * Names and versions of all parts and options.
   *
   * @throws FacesError `wrong-model`
   * @throws InferenceError for a file that cannot be opened
   */
  version(): Promise<string>
  /** @returns the lines of the picture as JSON: a text goes to another thread in a fraction of an object's time */
  run(task: ExamineTask): Promise<readonly string[]>
  close(): Promise<void>
}

/** The models run in the calling thread, which has nothing else to do but to read the next picture. */
export function createExaminer(kit: ExaminerKit): Examiner {
  const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
  let parts: Promise<ExaminerParts> | null = null
  const opened = () => {
    parts ??= openParts(runtime, kit)
    return parts
  }
  return {
    version: async () => {
      const { finder, masks } = await opened()
      return `${finder.version}/${masks.version}`
    },
    run: async (task) => {
      const lines = await examinePicture(task, await opened(), kit.options)
      return lines.map((line) => JSON.stringify(line))
    },
    close: () => runtime.close(),
  }
}

async function openParts(runtime: InferenceRuntime, kit: ExaminerKit): Promise<ExaminerParts> {
  return { finder: await openFinder(runtime, kit), masks: await openMaskJudge(runtime, kit.models.masks) }
}

async function openFinder(runtime: InferenceRuntime, { models, options }: ExaminerKit): Promise<FaceFinder> {
  const landmarker = await openLandmarker({ runtime, model: models.landmarker })
  const { maxSide, anyOrientation, policy } = options
  const detector = await openFaceDetector({ runtime, model: models.detector, landmarker, maxSide, anyOrientation })
  // `all` asks the finder for every face, so that its own policy does not matter
  const finderPolicy = ({ largest: 'largest', central: 'central', all: 'central', error: 'single' } as const)[policy]
  return createFaceFinder({ detector, landmarker, policy: finderPolicy })
}
