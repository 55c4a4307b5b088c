import { createProgressMeter, createRng } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import type { MaskTemplates } from '@maskmirror/mask-the-face'
import type { SystemConfig } from '#config/system-config.ts'
import type { GeneratedData } from '#config/train-file.ts'
import { alignSet } from './aligned-set.ts'
import { createDevelopmentSet, createDrawnFaceSource } from './drawn-face-source.ts'
import type { DataSurroundings, TrainingData } from './open-training-data.ts'

/** Generated faces, all in memory. */
export async function openGeneratedData(
  data: GeneratedData,
  training: SystemConfig,
  templates: MaskTemplates,
  { cacheDirectory, signal, onProgress, onLeftOut, clockMs }: DataSurroundings,
): Promise<TrainingData> {
  const { side } = training.network
  const open = async (stage: string, seed: string, people: number, picturesPerPerson: number) => {
    const dataset = openGeneratedDataset({ seed, people, picturesPerPerson, split: 'development', cacheDirectory })
    const meter = createProgressMeter(stage, dataset.photos.length, onProgress, clockMs)
    const set = await alignSet(dataset, side, templates, () => {
      signal.throwIfAborted()
      meter.advance(1)
    })
    for (const leftOut of set.leftOut) onLeftOut(leftOut)
    return set
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
    close: async () => {},
  }
}
