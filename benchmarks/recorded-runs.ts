import { readFile } from 'node:fs/promises'
import { createFaceFinder, openFaceDetector, openLandmarker, openMaskDecider } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import {
  createInferenceRuntime,
  type FloatTensor,
  type InferenceRuntime,
  type ResolvedModel,
} from '@maskmirror/inference'

/** One run of a network: its file and what it was given. */
export interface RecordedRun {
  readonly path: string
  readonly feeds: Readonly<Record<string, FloatTensor>>
}

/** What is recorded; plain data, because it goes to other threads. */
export interface Recording {
  readonly models: {
    readonly detector: ResolvedModel
    readonly landmarker: ResolvedModel
    readonly mask: ResolvedModel
  }
  readonly photos: readonly string[]
}

/** What the networks are given while faces are found on these photos and masks decided, in this order. */
export async function recordRuns(models: Recording['models'], photos: Recording['photos']): Promise<RecordedRun[]> {
  const runs: RecordedRun[] = []
  const plain = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
  const runtime: InferenceRuntime = {
    ...plain,
    open: async (path) => {
      const session = await plain.open(path)
      return {
        ...session,
        run: (feeds, wanted) => {
          const copies = Object.entries(feeds).map(([name, { data, dims }]) => [name, { data: data.slice(), dims }])
          runs.push({ path, feeds: Object.fromEntries(copies) })
          return session.run(feeds, wanted)
        },
      }
    },
  }
  const finder = createFaceFinder({
    detector: await openFaceDetector({ runtime, model: models.detector }),
    landmarker: await openLandmarker({ runtime, model: models.landmarker }),
  })
  const masks = await openMaskDecider({ runtime, model: models.mask })
  for (const photo of photos) {
    const image = await decodeImage(await readFile(photo))
    const found = await finder.find(image)
    if (found.ok) await masks.decide(image, found.value)
  }
  await plain.close()
  return runs
}
