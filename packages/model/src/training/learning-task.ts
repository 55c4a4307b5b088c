import type * as tf from '@tensorflow/tfjs-core'
import type { ParameterSpec } from '#layers/parameter.ts'
import type { Parameters } from '#layers/parameters.ts'
import type { TrainingPass } from '#layers/tensor-layers.ts'
import type { FaceBatch } from './face-batch.ts'

/** Every loss that a system may have. */
export const lossNames = [
  'identity',
  'attention',
  'maskSynthetic',
  'maskReal',
  'keep',
  'triplet',
  'inpainting',
] as const

export type LossName = (typeof lossNames)[number]

/** A part of the loss, and its share of the whole. */
export interface LossTerm {
  readonly name: LossName
  /** Before it is weighted. */
  readonly value: tf.Scalar
  readonly weight: number
}

/** What holds for one step. */
export interface LearningPhase {
  readonly learningRate: number
  /** Which parameters learn; the others stay as they are. */
  readonly learns: (spec: ParameterSpec) => boolean
  /** Whether embeddings mean something yet; where they do not, development people are not asked. */
  readonly embeds: boolean
}

/** What a trainer needs to know of a system: its parameters, its losses and how it embeds a face. */
export interface LearningTask {
  /** Numbers that a batch holds of one picture. */
  readonly inputSize: number
  /** Numbers of an embedding. */
  readonly dimension: number
  readonly specs: readonly ParameterSpec[]
  /** Parameters that do not begin as drawn, by name: kept tensors that the trainer takes over. */
  begin(): Parameters
  phaseAt(step: number): LearningPhase
  losses(parameters: Parameters, training: TrainingPass, batch: FaceBatch, step: number): readonly LossTerm[]
  /** With running statistics. @param pictures one after another, as batches hold them @returns [pictures, dimension] */
  embed(parameters: Parameters, pictures: Float32Array): tf.Tensor
}
