import * as tf from '@tensorflow/tfjs-core'
import type { UnmaskingConfig } from '#config/unmasking-config.ts'
import type { Network } from '#layers/layers.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { negativesOf, selfRestrainedTriplet } from '#losses/self-restrained-triplet.ts'
import { unmaskingNetwork } from '#network/unmasking-network.ts'
import { learningRateAt } from '#training/learning-rate.ts'
import type { LearningTask } from '#training/learning-task.ts'
import { ModelError } from '../error.ts'

/** The network of a configuration. @param dimension of the recogniser's embeddings */
export function unmaskingNetworkOf(
  { network }: Pick<UnmaskingConfig, 'network'>,
  dimension: number,
): Network<'embedding'> {
  return unmaskingNetwork({ ...network, dimension, width: network.width ?? dimension })
}

/**
 * Learns to map embeddings of masked faces to those of the same faces without a mask; what batches hold of a face is the frozen
 * recogniser's embedding.
 */
export function unmaskingTask(config: UnmaskingConfig, dimension: number): LearningTask {
  const network = unmaskingNetworkOf(config, dimension)
  const embeddings = (values: Float32Array) => tf.tensor2d(values, [values.length / dimension, dimension])
  return {
    inputSize: dimension,
    dimension,
    specs: outlineNetwork(network, [dimension]).parameters,
    begin: () => ({}),
    phaseAt: (step) => ({ learningRate: learningRateAt(config, step), learns: () => true, embeds: true }),
    losses: (parameters, training, { labels, unmasked, masked }) => {
      const both = config.triplet.pictures === 'both'
      const negatives = negativesOf(both ? [...labels, ...labels] : labels)
      if (negatives === null) {
        throw new ModelError({
          code: 'bad-config',
          message: `Expected faces of two people or more in each pass but received ${labels.length} of one. A larger batch helps`,
        })
      }
      const bare = embeddings(unmasked)
      const given = both ? tf.concat([embeddings(masked), bare]) : embeddings(masked)
      const { embedding } = network(tensorLayers(parameters, training), given)
      const anchors = both ? tf.concat([bare, bare]) : bare
      return [
        { name: 'triplet', value: selfRestrainedTriplet(anchors, embedding, negatives, config.triplet), weight: 1 },
      ]
    },
    embed: (parameters, values) => network(tensorLayers(parameters, null), embeddings(values)).embedding,
  }
}
