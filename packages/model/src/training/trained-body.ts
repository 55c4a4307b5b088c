import * as tf from '@tensorflow/tfjs-core'
import type { TrainConfig } from '#config/train-config.ts'
import type { ParameterSpec } from '#layers/parameter.ts'
import type { Parameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { type TrainingPass, tensorLayers } from '#layers/tensor-layers.ts'
import { faceNetwork } from '#network/face-network.ts'

/** What a trainer trains: pictures, or what was computed from them, into embeddings. */
export interface TrainedBody {
  /** Numbers that a batch holds of one picture. */
  readonly inputSize: number
  /** Numbers of an embedding. */
  readonly dimension: number
  readonly specs: readonly ParameterSpec[]
  /** Parameters that do not begin as drawn, by name: kept tensors that the trainer takes over. */
  begin(): Parameters
  /**
   * @param groups of pictures, one after another, as batches hold them
   * @param training null to use running statistics
   * @returns embeddings [pictures, dimension] of any length, and the scores of the refinement layer where there is one
   */
  forward(
    parameters: Parameters,
    training: TrainingPass | null,
    groups: readonly Float32Array[],
  ): { readonly embedding: tf.Tensor; readonly attention?: tf.Tensor }
}

/** The network of a configuration, from pixels. */
export function faceBody({ network: options }: Pick<TrainConfig, 'network'>): TrainedBody {
  const { side, dimension } = options
  const network = faceNetwork(options)
  const inputSize = side * side * 3
  return {
    inputSize,
    dimension,
    specs: outlineNetwork(network, [side, side, 3]).parameters,
    begin: () => ({}),
    forward: (parameters, training, groups) => {
      const parts = groups.map((values) => tf.tensor(values, [values.length / inputSize, side, side, 3]))
      // ArcFace's input: (x − 127.5) / 127.5
      const input = tf.div(tf.sub(parts.length === 1 ? parts[0]! : tf.concat(parts), 127.5), 127.5)
      return network(tensorLayers(parameters, training), input)
    },
  }
}
