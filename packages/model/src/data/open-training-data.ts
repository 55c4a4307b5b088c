import type { ProgressReporter } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import type { TrainFile } from '#config/train-file.ts'
import type { DevelopmentSet } from '#training/development-error.ts'
import type { FaceSource } from '#training/face-batch.ts'
import { openCachedData } from './open-cached-data.ts'
import { openGeneratedData } from './open-generated-data.ts'

export interface TrainingData {
  readonly source: FaceSource
  readonly development: DevelopmentSet
  /** Ends the threads that make pictures ready. */
  close(): Promise<void>
}

/** A picture or person that cannot be used, and why. */
export interface LeftOut {
  readonly what: string
  readonly reason: string
}

export interface DataSurroundings {
  /** Where generated pictures are kept for the next time. */
  readonly cacheDirectory: string
  /** Gives the folder of a whole cache of aligned faces of the set that is named so; makes it where there is none. */
  readonly faceCacheOf: (name: string) => Promise<string>
  /** Threads that draw, ≥ 1; they change no picture. */
  readonly threads: number
  /** Told at the start and, where no mask can be drawn on a face, when it would have been learned from. */
  readonly onLeftOut: (leftOut: LeftOut) => void
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  readonly clockMs: () => number
}

/**
 * Makes ready what a training file names.
 *
 * @throws what the signal is aborted with
 * @throws ModelError `bad-config` for faces of another size than the network's, `unusable-pictures`
 * @throws DatasetError `bad-cache`
 */
export async function openTrainingData(file: TrainFile, surroundings: DataSurroundings): Promise<TrainingData> {
  const templates = await createMaskTemplates(rasteriseSvg)
  const { data, training } = file
  return data.kind === 'generated'
    ? openGeneratedData(data, training, templates, surroundings)
    : openCachedData(data, training, templates, surroundings)
}
