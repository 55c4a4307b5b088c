import type { InferenceRuntime, ModelCard, ResolvedModel } from '@maskmirror/inference'
import * as tf from '@tensorflow/tfjs-core'
import type { SystemConfig } from '#config/system-config.ts'
import type { TrainingData } from '#data/open-training-data.ts'
import { exportTrained } from '#export/export-trained.ts'
import { readCheckpoint } from '#training/checkpoint.ts'
import type { TrainingJob } from '#training/train.ts'
import type { TrainedSystem } from '#training/trainer.ts'
import { embeddedDevelopment, embeddedSource } from './embedded-faces.ts'
import { exportUnmasking } from './export-unmasking.ts'
import { openFrozenRecogniser } from './frozen-recogniser.ts'

/** A system that is ready to be trained. */
export interface OpenSystem extends AsyncDisposable {
  /** What `train` is told of it. */
  readonly job: TrainedSystem & Pick<TrainingJob, 'source' | 'development'>
  /** Writes what was trained as one ONNX file with a card beside it. @param checkpoint path @param folder exists */
  exportTo(checkpoint: string, folder: string): Promise<{ readonly path: string; readonly card: ModelCard }>
}

/** Where a frozen recogniser comes from, for systems that have one. */
export interface RecogniserTools {
  /** Finds it by what the configuration calls it. */
  readonly resolve: (recogniser: string) => Promise<ResolvedModel>
  readonly runtime: InferenceRuntime
}

/**
 * Makes a system of any kind ready.
 *
 * @throws ModelError `bad-config` for a recogniser that does not fit; InferenceError for one that is not there
 */
export async function openSystem(
  config: SystemConfig,
  { source, development }: Pick<TrainingData, 'source' | 'development'>,
  { resolve, runtime }: RecogniserTools,
): Promise<OpenSystem> {
  if (config.system !== 'unmasking') {
    return { job: { config, source, development }, exportTo: exportTrained, [Symbol.asyncDispose]: async () => {} }
  }
  const recogniser = await openFrozenRecogniser(await resolve(config.network.recogniser), config.network.side, runtime)
  return {
    job: {
      config,
      dimension: recogniser.dimension,
      source: embeddedSource(source, recogniser),
      development: await embeddedDevelopment(development, recogniser),
    },
    exportTo: async (checkpoint, folder) => {
      const found = (await readCheckpoint(checkpoint))!
      try {
        return await exportUnmasking(recogniser, config, found, folder, runtime)
      } finally {
        tf.dispose([found.parameters, found.memory])
      }
    },
    [Symbol.asyncDispose]: recogniser.close,
  }
}
