import { createRng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Network } from '#layers/layers.ts'
import { disposeParameters, initialiseParameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { type BackboneName, backbone } from '#network/backbone.ts'
import { embeddingHead } from '#network/embedding-head.ts'
import { lossAndGradients } from '../training/loss-and-gradients.ts'
import { createOptimiser } from '../training/optimiser.ts'

/** A step that can be repeated and timed. */
export interface TrainingStep {
  /** @returns the gradients of all filters one after another, so that two ways of computing can be compared */
  run(): Float32Array
  close(): void
}

/**
 * A whole training step on random pictures: forward, backward, momentum. The loss pulls embeddings to fixed random
 * ones; what a loss costs does not show beside the network.
 */
export function createTrainingStep(name: BackboneName, batch: number, sidePx: number): TrainingStep {
  const side = [sidePx, sidePx, 3]
  const network: Network<'embedding'> = (layers, x) => ({
    embedding: embeddingHead(layers, backbone(layers, x, name), { dimension: 512, dropout: 0 }),
  })
  const { parameters: specs } = outlineNetwork(network, side)
  const trained = specs.filter(({ kind }) => kind === 'trained').map((spec) => spec.name)
  const parameters = initialiseParameters(specs, createRng('training step'))
  const optimiser = createOptimiser({ kind: 'sgd', momentum: 0.9, weightDecay: 5e-4 }, specs)
  const rng = createRng('pictures')
  const uniform = (shape: number[]) =>
    tf.tensor(
      Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.uniform(-1, 1)),
      shape,
    )
  const pictures = uniform([batch, ...side])
  const targets = uniform([batch, 512])
  return {
    run: () => {
      const training = { rng: createRng('dropout'), momentum: 0.1, statistics: new Map<string, tf.Tensor>() }
      const { loss, gradients } = lossAndGradients(parameters, trained, () => {
        const { embedding } = network(tensorLayers(parameters, training), pictures)
        return tf.mean(tf.square(tf.sub(embedding, targets)))
      })
      const filters = Object.values(gradients).filter(({ rank }) => rank === 4)
      const values = Float32Array.from(
        tf.tidy(() => tf.concat(filters.map((filter) => tf.reshape(filter, [-1]))).dataSync()),
      )
      optimiser.step(parameters, gradients, 0.01)
      tf.dispose([loss, gradients, [...training.statistics.values()]])
      return values
    },
    close: () => {
      disposeParameters(parameters)
      optimiser.dispose()
      tf.dispose([pictures, targets])
    },
  }
}
