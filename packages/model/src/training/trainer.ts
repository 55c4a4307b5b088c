import { createRng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { TrainConfig } from '#config/train-config.ts'
import { lecunNormal, type ParameterSpec } from '#layers/parameter.ts'
import { initialiseParameters, type Parameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { type TrainingPass, tensorLayers } from '#layers/tensor-layers.ts'
import { arcfaceLoss } from '#losses/arcface-loss.ts'
import { attentionLoss } from '#losses/attention-loss.ts'
import { crossEntropy } from '#losses/cross-entropy.ts'
import { reversalStrength, reverseGradient } from '#losses/reverse-gradient.ts'
import { faceNetwork } from '#network/face-network.ts'
import { maskClassifier } from '#network/mask-classifier.ts'
import type { FaceBatch } from './face-batch.ts'
import { learningRateAt } from './learning-rate.ts'
import { clipGradients, lossAndGradients } from './loss-and-gradients.ts'
import { createOptimiser, type OptimiserState } from './optimiser.ts'

/** What one step did; losses are means over its passes, null where a loss is left out. */
export interface StepMetrics {
  readonly step: number
  readonly loss: number
  readonly identity: number
  readonly attention: number | null
  readonly maskSynthetic: number | null
  readonly maskReal: number | null
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

type LossName = 'identity' | 'attention' | 'maskSynthetic' | 'maskReal'

const centresName = 'identity.centres'

/**
 * @param classes people of the source
 * @param state of a checkpoint, which the trainer takes over; default a fresh start from the seed
 */
export function createTrainer(config: TrainConfig, classes: number, state?: TrainerState): Trainer {
  const { side, dimension } = config.network
  const network = faceNetwork(config.network)
  const classifier = config.mask === null ? null : maskClassifier(config.mask)
  const specs: ParameterSpec[] = [
    ...outlineNetwork(network, [side, side, 3]).parameters,
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
  const parameters = state?.parameters ?? initialiseParameters(specs, rng.fork('parameters'))
  const optimiser = createOptimiser(config.optimiser, specs, state?.optimiser)
  let step = state?.step ?? 0

  const needsMasked = config.identity.pictures === 'both' || config.attention !== null || config.mask !== null

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
    const outputs: { embedding: tf.Tensor; attention?: tf.Tensor } = network(layers, asInput(groups, side))
    const rows = (x: tf.Tensor, from: number, length: number) =>
      tf.slice(x, [from, ...x.shape.slice(1).map(() => 0)], [length, ...x.shape.slice(1)])
    const keep = (name: LossName, value: tf.Scalar): tf.Scalar => {
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
    const terms = [tf.mul(keep('identity', identity), config.identity.weight)]
    if (config.attention !== null && outputs.attention !== undefined) {
      const scores = outputs.attention
      const value = attentionLoss(rows(scores, 0, count), rows(scores, count, count), config.attention)
      terms.push(tf.mul(keep('attention', value), config.attention.weight))
    }
    if (config.mask !== null && classifier !== null) {
      const reversed = reverseGradient(outputs.embedding, reversalStrength(step / config.steps))
      const { logits } = classifier(layers, reversed)
      const synthetic = crossEntropy(rows(logits, 0, 2 * count), [
        ...batch.labels.map(() => 0),
        ...batch.labels.map(() => 1),
      ])
      terms.push(tf.mul(keep('maskSynthetic', synthetic), config.mask.weight))
      if (batch.real !== null) {
        const labels = batch.real.isMasked.map(Number)
        const real = crossEntropy(rows(logits, 2 * count, labels.length), labels)
        terms.push(tf.mul(keep('maskReal', real), config.mask.weight * config.mask.realWeight))
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
        gradientLength,
        learningRate,
      }
      step++
      return metrics
    },
    embed: async (pictures) => {
      const length = side * side * 3
      const result = new Float32Array((pictures.length / length) * dimension)
      for (let from = 0; from < pictures.length; from += config.batch * length) {
        const part = pictures.subarray(from, from + config.batch * length)
        const outputs = tf.tidy(() => network(tensorLayers(parameters, null), asInput([part], side)).embedding)
        result.set(await outputs.data<'float32'>(), (from / length) * dimension)
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

/** ArcFace's input: (x − 127.5) / 127.5. */
function asInput(groups: readonly Float32Array[], side: number): tf.Tensor4D {
  const parts = groups.map((values) => tf.tensor(values, [values.length / (side * side * 3), side, side, 3]))
  return tf.div(tf.sub(parts.length === 1 ? parts[0]! : tf.concat(parts), 127.5), 127.5) as tf.Tensor4D
}
