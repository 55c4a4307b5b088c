import { createRng, type Rng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { AdaptConfig } from '#config/adapt-config.ts'
import type { G2dConfig } from '#config/g2d-config.ts'
import type { TrainConfig } from '#config/train-config.ts'
import type { UnmaskingConfig } from '#config/unmasking-config.ts'
import { initialiseParameters, type Parameters } from '#layers/parameters.ts'
import type { TrainingPass } from '#layers/tensor-layers.ts'
import { g2dTask } from '#systems/g2d-task.ts'
import { unmaskingTask } from '#systems/unmasking-task.ts'
import type { FaceBatch } from './face-batch.ts'
import { type LearningTask, type LossName, lossNames } from './learning-task.ts'
import { clipGradients, lossAndGradients } from './loss-and-gradients.ts'
import { createOptimiser, type OptimiserState } from './optimiser.ts'
import { recognitionTask } from './recognition-task.ts'
import { faceBody, type TrainedBody } from './trained-body.ts'

/** What one step did; losses are means over its passes, null where a loss is left out. */
export interface StepMetrics extends Readonly<Record<LossName, number | null>> {
  readonly step: number
  readonly loss: number
  /** Length of the whole gradient before clipping. */
  readonly gradientLength: number
  readonly learningRate: number
}

/** A network in training. It owns its tensors until it is disposed of. */
export interface Trainer {
  /** Steps done. */
  readonly step: number
  /** Whether embeddings meant something in the last step: before, development people cannot say how good they are. */
  readonly embeds: boolean
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

/** What is trained and how: most systems are known from their configuration, of others a part is given. */
export type TrainedSystem =
  | { readonly config: TrainConfig | G2dConfig; readonly body?: undefined; readonly dimension?: undefined }
  /** @param body from a feature map on */
  | { readonly config: AdaptConfig; readonly body: TrainedBody; readonly dimension?: undefined }
  /** @param dimension of the recogniser's embeddings */
  | { readonly config: UnmaskingConfig; readonly body?: undefined; readonly dimension: number }

/**
 * @param classes people of the source
 * @param state of a checkpoint, which the trainer takes over; default a fresh start from the seed
 * @param start parameters of a fresh start that do not begin as drawn, kept tensors that the trainer takes over
 */
export function createTrainer(
  system: TrainedSystem,
  classes: number,
  state?: TrainerState,
  start: Parameters = {},
): Trainer {
  const { config } = system
  const task = taskOf(system, classes)
  const { dimension, inputSize, specs } = task
  const rng = createRng(config.seed)
  const parameters = state?.parameters ?? beginning(task, rng.fork('parameters'), start)
  const optimiser = createOptimiser(config.optimiser, specs, state?.optimiser)
  let step = state?.step ?? 0

  /** The losses of one pass as kept scalars, and their weighted sum. */
  const lossOf = (batch: FaceBatch, training: TrainingPass, parts: Map<LossName, tf.Scalar>): tf.Scalar => {
    const terms = task.losses(parameters, training, batch, step).map(({ name, value, weight }) => {
      parts.set(name, tf.keep(value))
      return tf.mul(value, weight)
    })
    return tf.addN(terms) as tf.Scalar
  }

  /** Adds one pass's gradients, takes over its statistics and returns its numbers. */
  const pass = async (batch: FaceBatch, number: number, sums: Parameters): Promise<Map<LossName | 'loss', number>> => {
    const parts = new Map<LossName, tf.Scalar>()
    const statistics = new Map<string, tf.Tensor>()
    const training = { rng: rng.fork(`pass ${number}`), momentum: config.statisticsMomentum, statistics }
    const { learns } = task.phaseAt(step)
    const trained = specs.filter((spec) => spec.kind === 'trained' && learns(spec)).map(({ name }) => name)
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
    get embeds() {
      return task.phaseAt(Math.max(0, step - 1)).embeds
    },
    parameters,
    optimiserState: optimiser.state,
    update: async (batches) => {
      const sums: Parameters = {}
      const numbers: Map<LossName | 'loss', number>[] = []
      for (const [i, batch] of batches.entries()) numbers.push(await pass(batch, step * config.accumulate + i, sums))
      const gradientLength = await clipGradients(sums, config.clip)
      const { learningRate } = task.phaseAt(step)
      optimiser.step(parameters, sums, learningRate)
      tf.dispose(sums)
      const mean = (name: LossName | 'loss') => {
        const values = numbers.flatMap((pass) => pass.get(name) ?? [])
        return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
      }
      const losses = Object.fromEntries(lossNames.map((name) => [name, mean(name)])) as Record<LossName, number | null>
      const metrics = { step, loss: mean('loss')!, ...losses, gradientLength, learningRate }
      step++
      return metrics
    },
    embed: async (pictures) => {
      const result = new Float32Array((pictures.length / inputSize) * dimension)
      for (let from = 0; from < pictures.length; from += config.batch * inputSize) {
        const part = pictures.subarray(from, from + config.batch * inputSize)
        const outputs = tf.tidy(() => task.embed(parameters, part))
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

function taskOf(system: TrainedSystem, classes: number): LearningTask {
  if (system.body !== undefined) return recognitionTask(system.config, system.body, classes)
  if (system.dimension !== undefined) return unmaskingTask(system.config, system.dimension)
  const { config } = system
  return config.system === 'g2d' ? g2dTask(config, classes) : recognitionTask(config, faceBody(config), classes)
}

function beginning(task: LearningTask, rng: Rng, start: Parameters): Parameters {
  const drawn = initialiseParameters(task.specs, rng)
  for (const [name, tensor] of Object.entries({ ...task.begin(), ...start })) {
    drawn[name]?.dispose()
    drawn[name] = tensor
  }
  return drawn
}
