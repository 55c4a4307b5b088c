import { createProgressMeter, createRng, type ProgressReporter } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import type { TrainFile } from '#config/train-file.ts'
import type { DevelopmentSet } from '#training/development-error.ts'
import type { FaceSource } from '#training/face-batch.ts'
import { type AlignedSet, alignSet } from './aligned-set.ts'
import { createDevelopmentSet, createDrawnFaceSource } from './drawn-face-source.ts'

export interface TrainingData {
  readonly source: FaceSource
  readonly development: DevelopmentSet
  /** What cannot be used, of both sets. */
  readonly leftOut: AlignedSet['leftOut']
}

/**
 * Makes ready what a training file names.
 *
 * @throws what the signal is aborted with
 * @param options.cacheDirectory where generated pictures are kept for the next time
 */
export async function openTrainingData(
  { data, training }: TrainFile,
  options: {
    readonly cacheDirectory: string
    readonly signal: AbortSignal
    readonly onProgress: ProgressReporter
    readonly clockMs: () => number
  },
): Promise<TrainingData> {
  const { cacheDirectory, signal, onProgress, clockMs } = options
  const templates = await createMaskTemplates(rasteriseSvg)
  const { side } = training.network
  const open = async (stage: string, seed: string, people: number, picturesPerPerson: number) => {
    const dataset = openGeneratedDataset({ seed, people, picturesPerPerson, split: 'development', cacheDirectory })
    const meter = createProgressMeter(stage, dataset.photos.length, onProgress, clockMs)
    return alignSet(dataset, side, templates, () => {
      signal.throwIfAborted()
      meter.advance(1)
    })
  }
  const learned = await open('training pictures', String(data.seed), data.people, data.picturesPerPerson)
  // another seed is another world: nobody of it is learned from
  const held = await open(
    'development pictures',
    `${data.seed}/development`,
    data.developmentPeople,
    data.developmentPicturesPerPerson,
  )
  const rng = createRng(training.seed).fork('pictures')
  return {
    source: createDrawnFaceSource(learned, templates, rng.fork('training'), { batch: training.batch, real: null }),
    development: createDevelopmentSet(held, templates, rng.fork('development')),
    leftOut: [...learned.leftOut, ...held.leftOut],
  }
}
