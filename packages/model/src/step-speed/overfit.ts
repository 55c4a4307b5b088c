import { createRng, type Image } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Network } from '#layers/layers.ts'
import { disposeParameters, initialiseParameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { type BackboneName, backbone } from '#network/backbone.ts'
import { embeddingHead } from '#network/embedding-head.ts'
import { arcfaceLoss } from '../losses/arcface-loss.ts'
import { lossAndGradients } from '../training/loss-and-gradients.ts'
import { createOptimiser } from '../training/optimiser.ts'

const side = 112
const dimension = 512
const centresName = 'centres'

/** Learns a handful of pictures by heart. */
export interface Overfit {
  /** One step on all pictures. @returns the loss before it, and how many pictures were nearest to their own person's centre */
  step(): { loss: number; right: number }
  close(): void
}

/**
 * A training of full size on one batch: a loss that falls shows that gradients reach the whole network, and what a step takes is
 * what one must know before training for days.
 *
 * @param pictures aligned, RGB 112×112, each of another person
 */
export function createOverfit(name: BackboneName, pictures: readonly Image[], learningRate: number): Overfit {
  const network: Network<'embedding'> = (layers, x) => ({
    embedding: embeddingHead(layers, backbone(layers, x, name), { dimension, dropout: 0 }),
  })
  const { parameters: specs } = outlineNetwork(network, [side, side, 3])
  const rng = createRng('overfit')
  const parameters = initialiseParameters(specs, rng)
  const centres = Float32Array.from({ length: dimension * pictures.length }, () => rng.normal(0, 0.01))
  parameters[centresName] = tf.tensor2d(centres, [dimension, pictures.length])
  const trained = [...specs.filter(({ kind }) => kind === 'trained').map((spec) => spec.name), centresName]
  const optimiser = createOptimiser({ kind: 'sgd', momentum: 0.9, weightDecay: 0 }, specs)
  const values = new Float32Array(pictures.length * side * side * 3)
  for (const [n, { data }] of pictures.entries()) {
    for (let i = 0; i < data.length; i++) values[n * data.length + i] = (data[i]! - 127.5) / 127.5
  }
  const input = tf.tensor4d(values, [pictures.length, side, side, 3])
  const labels = pictures.map((_, i) => i)
  return {
    step: () => {
      const training = { rng, momentum: 0.1, statistics: new Map<string, tf.Tensor>() }
      let right = 0
      const { loss, gradients } = lossAndGradients(parameters, trained, () => {
        const { embedding } = network(tensorLayers(parameters, training), input)
        right = nearestToOwn(embedding, parameters[centresName]!)
        return arcfaceLoss(embedding, parameters[centresName]!, labels, { margin: 0.5, scale: 16 })
      })
      optimiser.step(parameters, gradients, learningRate)
      const before = loss.dataSync()[0]!
      tf.dispose([loss, gradients, [...training.statistics.values()]])
      return { loss: before, right }
    },
    close: () => {
      disposeParameters(parameters)
      optimiser.dispose()
      input.dispose()
    },
  }
}

/** @param embeddings [people, dimension] @param centres [dimension, people] */
function nearestToOwn(embeddings: tf.Tensor, centres: tf.Tensor): number {
  const [rows, columns] = [embeddings.dataSync(), centres.dataSync()]
  const people = centres.shape[1]!
  const cosineTo = (row: number, column: number) => {
    let [product, length] = [0, 0]
    for (let k = 0; k < dimension; k++) {
      const value = columns[k * people + column]!
      product += rows[row * dimension + k]! * value
      length += value * value
    }
    return product / Math.sqrt(length)
  }
  let right = 0
  for (let row = 0; row < people; row++) {
    const own = cosineTo(row, row)
    if (Array.from({ length: people }, (_, column) => cosineTo(row, column)).every((value) => value <= own)) right++
  }
  return right
}
