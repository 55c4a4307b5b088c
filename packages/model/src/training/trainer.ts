import { createRng, type Rng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { AdaptConfig } from '#config/adapt-config.ts'
import type { TrainConfig } from '#config/train-config.ts'
import { lecunNormal, type ParameterSpec } from '#layers/parameter.ts'
import { initialiseParameters, type Parameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { type TrainingPass, tensorLayers } from '#layers/tensor-layers.ts'
import { arcfaceLoss } from '#losses/arcface-loss.ts'
import { attentionLoss } from '#losses/attention-loss.ts'
import { crossEntropy } from '#losses/cross-entropy.ts'
import { keepLoss } from '#losses/keep-loss.ts'
import { reversalStrength, reverseGradient } from '#losses/reverse-gradient.ts'
import { maskClassifier } from '#network/mask-classifier.ts'
import type { FaceBatch } from './face-batch.ts'
import { learningRateAt } from './learning-rate.ts'
import { clipGradients, lossAndGradients } from './loss-and-gradients.ts'
import { createOptimiser, type OptimiserState } from './optimiser.ts'
import { faceBody, type TrainedBody } from './trained-body.ts'

/** What one step did; losses are means over its passes, null where a loss is left out. */
export interface StepMetrics {
  readonly step: number
  readonly loss: number
  readonly identity: number
  readonly attention: number | null
  readonly maskSynthetic: number | null
  readonly maskReal: number | null
  readonly keep: number | null
  /** Length of the whole gradient before clipping. */
  readonly gradientLength: number
  readonly learningRate: number
}

/** A network in training. It owns its tensors until it is disposed of. */
export interface Trainer {
  /** Steps done. */
  readonly step: number
  readonly parameters: Parameters
  readonly optimiserState: OptimiserState
  /** One update from `accumulate` batches; its numbers may be not finite, then parameters are spoiled. */
  update(batches: readonly FaceBatch[]): Promise<StepMetrics>
  /** Embeddings with running statistics. @param pictures 0..255, as in a batch @returns [count, dimension] */
  embed(pictures: Float32Array): Promise<Float32Array>
  dispose(): void
}

export interface TrainerState {
  readonly step: number
  readonly parameters: Parameters
  readonly optimiser: OptimiserState
}

type LossName = 'identity' | 'attention' | 'maskSynthetic' | 'maskReal' | 'keep'

/** What is trained and how: a network from pixels is known from its configuration, another body is given. */
export type TrainedSystem =
  | { readonly config: TrainConfig; readonly body?: undefined }
  | { readonly config: AdaptConfig; readonly body: TrainedBody }

export const centresName = 'identity.centres'

/**
 * @param classes people of the source
 * @param state of a checkpoint, which the trainer takes over; default a fresh start from the seed
 */
export function createTrainer(system: TrainedSystem, classes: number, state?: TrainerState): Trainer {
  const { config } = system
  const body = system.body ?? faceBody(system.config)
  const { dimension, inputSize } = body
  const classifier = config.mask === null ? null : maskClassifier(config.mask)
  const specs: ParameterSpec[] = [
    ...body.specs,
    ...(classifier === null ? [] : outlineNetwork(classifier, [dimension]).parameters),
    {
      name: centresName,
      shape: [dimension, classes],
      initialiser: lecunNormal(dimension), // of about unit length
      kind: 'trained',
      decays: true,
    },
  ]
  const trained = specs.filter(({ kind }) => kind === 'trained').map(({ name }) => name)
  const rng = createRng(config.seed)
  const parameters = state?.parameters ?? beginning(specs, rng.fork('parameters'), body)
  const optimiser = createOptimiser(config.optimiser, specs, state?.optimiser)
  let step = state?.step ?? 0

  const keep = 'keep' in config ? config.keep : null
  const needsMasked =
    config.identity.pictures === 'both' ||
    config.attention !== null ||
    config.mask !== null ||
    keep?.pictures === 'both'

  /** The losses of one pass as kept scalars, and their weighted sum. */
  const lossOf = (batch: FaceBatch, training: TrainingPass, parts: Map<LossName, tf.Scalar>): tf.Scalar => {
    const count = batch.labels.length
    const layers = tensorLayers(parameters, training)
    // all pictures in one pass: synthetic and real, masked and unmasked share the batch's statistics, as they do in use
    const groups = [
      batch.unmasked,
      ...(needsMasked ? [batch.masked] : []),
      ...(batch.real === null ? [] : [batch.real.pictures]),
    ]
    const outputs = body.forward(parameters, training, groups)
    const rows = (x: tf.Tensor, from: number, length: number) =>
      tf.slice(x, [from, ...x.shape.slice(1).map(() => 0)], [length, ...x.shape.slice(1)])
    const noted = (name: LossName, value: tf.Scalar): tf.Scalar => {
      parts.set(name, tf.keep(value))
      return value
    }
    const both = config.identity.pictures === 'both'
    const identity = arcfaceLoss(
      rows(outputs.embedding, 0, both ? 2 * count : count),
      parameters[centresName]!,
      both ? [...batch.labels, ...batch.labels] : batch.labels,
      config.identity,
    )
    const terms = [tf.mul(noted('identity', identity), config.identity.weight)]
    if (keep !== null && batch.original !== undefined) {
      const held = keep.pictures === 'both' ? 2 : 1
      const value = keepLoss(rows(outputs.embedding, 0, held * count), batch.original, held)
      terms.push(tf.mul(noted('keep', value), keep.weight))
    }
    if (config.attention !== null && outputs.attention !== undefined) {
      const scores = outputs.attention
      const value = attentionLoss(rows(scores, 0, count), rows(scores, count, count), config.attention)
      terms.push(tf.mul(noted('attention', value), config.attention.weight))
    }
    if (config.mask !== null && classifier !== null) {
      const reversed = reverseGradient(outputs.embedding, reversalStrength(step / config.steps))
      const { logits } = classifier(layers, reversed)
      const synthetic = crossEntropy(rows(logits, 0, 2 * count), [
        ...batch.labels.map(() => 0),
        ...batch.labels.map(() => 1),
      ])
      terms.push(tf.mul(noted('maskSynthetic', synthetic), config.mask.weight))
      if (batch.real !== null) {
        const labels = batch.real.isMasked.map(Number)
        const real = crossEntropy(rows(logits, 2 * count, labels.length), labels)
        terms.push(tf.mul(noted('maskReal', real), config.mask.weight * config.mask.realWeight))
      }
    }
    return tf.addN(terms) as tf.Scalar
  }

  /** Adds one pass's gradients, takes over its statistics and returns its numbers. */
  const pass = async (batch: FaceBatch, number: number, sums: Parameters): Promise<Map<LossName | 'loss', number>> => {
    const parts = new Map<LossName, tf.Scalar>()
    const statistics = new Map<string, tf.Tensor>()
    const training = { rng: rng.fork(`pass ${number}`), momentum: config.statisticsMomentum, statistics }
    const { loss, gradients } = lossAndGradients(parameters, trained, () => lossOf(batch, training, parts))
    for (const [name, tensor] of statistics) {
      parameters[name]!.dispose()
      parameters[name] = tensor
    }
    for (const [name, gradient] of Object.entries(gradients)) {
      const sum = sums[name]
      const share = tf.tidy(() => {
        const scaled = tf.div(gradient, config.accumulate)
        return tf.keep(sum === undefined ? scaled : tf.add(sum, scaled))
      })
      tf.dispose(sum === undefined ? gradient : [gradient, sum])
      sums[name] = share
    }
    const numbers = new Map<LossName | 'loss', number>()
    // WebGPU cannot be read without waiting
    for (const [name, scalar] of [...parts, ['loss', loss] as const]) numbers.set(name, (await scalar.data())[0]!)
    tf.dispose([loss, ...parts.values()])
    return numbers
  }

  return {
    get step() {
      return step
    },
    parameters,
    optimiserState: optimiser.state,
    update: async (batches) => {
      const sums: Parameters = {}
      const numbers: Map<LossName | 'loss', number>[] = []
      for (const [i, batch] of batches.entries()) numbers.push(await pass(batch, step * config.accumulate + i, sums))
      const gradientLength = await clipGradients(sums, config.clip)
      const learningRate = learningRateAt(config, step)
      optimiser.step(parameters, sums, learningRate)
      tf.dispose(sums)
      const mean = (name: LossName | 'loss') => {
        const values = numbers.flatMap((pass) => pass.get(name) ?? [])
        return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
      }
      const metrics = {
        step,
        loss: mean('loss')!,
        identity: mean('identity')!,
        attention: mean('attention'),
        maskSynthetic: mean('maskSynthetic'),
        maskReal: mean('maskReal'),
        keep: mean('keep'),
        gradientLength,
        learningRate,
      }
      step++
      return metrics
    },
    embed: async (pictures) => {
      const result = new Float32Array((pictures.length / inputSize) * dimension)
      for (let from = 0; from < pictures.length; from += config.batch * inputSize) {
        const part = pictures.subarray(from, from + config.batch * inputSize)
        const outputs = tf.tidy(() => body.forward(parameters, null, [part]).embedding)
        result.set(await outputs.data<'float32'>(), (from / inputSize) * dimension)
        outputs.dispose()
      }
      return result
    },
    dispose: () => {
      tf.dispose(parameters)
      optimiser.dispose()
    },
  }
}

function beginning(specs: readonly ParameterSpec[], rng: Rng, body: TrainedBody): Parameters {
  const drawn = initialiseParameters(specs, rng)
  for (const [name, tensor] of Object.entries(body.begin())) {
    drawn[name]?.dispose()
    drawn[name] = tensor
  }
  return drawn
}
