import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { type InferenceRuntime, type ModelCard, ModelCardSchema } from '@maskmirror/inference'
import * as tf from '@tensorflow/tfjs-core'
import type { AdaptConfig } from '#config/adapt-config.ts'
import { readCheckpoint } from '#training/checkpoint.ts'
import type { DevelopmentError } from '#training/development-error.ts'
import { type TrainingJob, type TrainingResult, train } from '#training/train.ts'
import { writeWhole } from '#training/write-whole.ts'
import { adaptedBody } from './adapted-body.ts'
import { compareWithRuntime, type StartCheck } from './compare-with-runtime.ts'
import { exportJoined } from './export-joined.ts'
import type { FeatureMap, OpenedBackbone } from './feature-maps.ts'
import {
  centresOf,
  createMapSource,
  errorBefore,
  type IdentityMaps,
  type MaskMaps,
  readDevelopmentMaps,
} from './map-source.ts'
import { importTail } from './tail.ts'

/** What an adaptation learns from, computed before. */
export interface AdaptationMaps {
  readonly learned: IdentityMaps
  /** Of people who are not learned from; null: the last step counts. */
  readonly development: IdentityMaps | null
  readonly real: MaskMaps | null
}

/** An adapted recogniser. */
export interface Adapted extends Pick<TrainingResult, 'step' | 'ended' | 'best'> {
  /** What the recogniser itself says about the development people; null without them. */
  readonly before: DevelopmentError | null
  /** The joined file; null when the training was stopped before its end. */
  readonly model: { readonly path: string; readonly card: ModelCard; readonly check: StartCheck } | null
}

/**
 * Trains what a recogniser has behind a feature map, and writes recogniser and layers as one ONNX file with a card beside it. A
 * training that lies in the folder is gone on with.
 *
 * @throws ModelError what `train` throws, `not-trainable`, `export-differs` where ONNX Runtime and TensorFlow.js disagree
 */
export async function adapt(
  backbone: OpenedBackbone,
  map: FeatureMap,
  maps: AdaptationMaps,
  config: AdaptConfig,
  surroundings: Pick<TrainingJob, 'folder' | 'signal' | 'clockMs' | 'onProgress'> & {
    readonly runtime: InferenceRuntime
    /** Told what the recogniser says before anything is learned. */
    readonly onBefore: (error: DevelopmentError | null) => void
  },
): Promise<Adapted> {
  const { runtime, folder } = surroundings
  const dimension = backbone.shapes
    .get(backbone.embedding)!
    .slice(1)
    .reduce((product, size) => product * size, 1)
  const sizes = { map: map.height * map.width * map.channels, dimension }
  const tail = importTail(backbone.graph, map.tensor, backbone.embedding, backbone.shapes)
  const rng = createRng(config.seed).fork('pictures')
  const body = adaptedBody(config, map, tail, dimension, await centresOf(maps.learned, sizes))
  const held = maps.development
  const development = held === null ? null : await readDevelopmentMaps(held, sizes)
  const before = held === null ? null : await errorBefore(held, sizes, config.validation.fmr)
  surroundings.onBefore(before)
  const { step, ended, best, checkpoint } = await train({
    ...surroundings,
    config,
    body,
    source: createMapSource(maps.learned, sizes, rng, {
      batch: config.batch,
      real: maps.real === null || config.realBatch === 0 ? null : { maps: maps.real, batch: config.realBatch },
    }),
    development,
  })
  if (ended === 'stopped') return { before, step, ended, best, model: null }
  const found = (await readCheckpoint(checkpoint))!
  try {
    const bytes = exportJoined(backbone, map, tail, config.network, found.parameters)
    const card = cardOf(backbone, config, bytes, [
      `Adapted from ${backbone.model.card.name} (sha256 ${backbone.model.sha256}) behind ${map.tensor}: seed ${config.seed}, step ${found.step} of ${config.steps}, ${found.source.classes} people.`,
      ...(best === null ? [] : [`FNMR of development people ${best.fnmr.toFixed(4)} at FMR ${config.validation.fmr}.`]),
      `Pictures learned from: sha256 ${found.source.checksum}.`,
    ])
    const path = join(folder, card.file.name)
    await writeWhole(path, [bytes])
    await writeWhole(join(folder, `${config.name}.card.json`), [
      new TextEncoder().encode(`${JSON.stringify(card, null, 2)}\n`),
    ])
    const check = await compareWithRuntime({ path, card }, map, body, found.parameters, runtime)
    return { before, step, ended, best, model: { path, card, check } }
  } finally {
    tf.dispose([found.parameters, found.memory])
  }
}

/** The recogniser's own card with what has changed. */
function cardOf(
  { model, embedding }: OpenedBackbone,
  config: AdaptConfig,
  bytes: Uint8Array,
  notes: readonly string[],
): ModelCard {
  const { card } = model
  return ModelCardSchema.parse({
    ...card,
    name: config.name,
    title: `${config.name}: ${card.title}, adapted`,
    file: {
      name: `${config.name}.onnx`,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    source: { ...card.source, address: null },
    output: { ...card.output, name: embedding },
    notes: [...notes, ...card.notes],
  })
}
