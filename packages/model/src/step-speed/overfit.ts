import { createRng, type Image } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Network } from '#layers/layers.ts'
import { disposeParameters, initialiseParameters, type Parameters } from '#layers/parameters.ts'
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
 * @param options.part pictures in memory at once, whose gradients are then added; default all
 */
export function createOverfit(
  name: BackboneName,
  pictures: readonly Image[],
  { learningRate, part = pictures.length }: { learningRate: number; part?: number },
): Overfit {
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
  const parts = Array.from({ length: Math.ceil(pictures.length / part) }, (_, k) =>
    pictures.map((_picture, i) => i).slice(k * part, (k + 1) * part),
  )
  return {
    step: () => {
      const training = { rng, momentum: 0.1, statistics: new Map<string, tf.Tensor>() }
      let [before, right] = [0, 0]
      let whole: Parameters = {}
      for (const labels of parts) {
        const { loss, gradients } = lossAndGradients(parameters, trained, () => {
          const chosen = tf.slice(input, [labels[0]!, 0, 0, 0], [labels.length, side, side, 3])
          const { embedding } = network(tensorLayers(parameters, training), chosen)
          right += nearestToOwn(embedding, parameters[centresName]!, labels)
          const ofPart = arcfaceLoss(embedding, parameters[centresName]!, labels, { margin: 0.5, scale: 16 })
          return tf.mul(ofPart, labels.length / pictures.length)
        })
        before += loss.dataSync()[0]!
        whole = added(whole, gradients)
        tf.dispose([loss, [...training.statistics.values()]])
        training.statistics.clear()
      }
      optimiser.step(parameters, whole, learningRate)
      tf.dispose(whole)
      return { loss: before, right }
    },
    close: () => {
      disposeParameters(parameters)
      optimiser.dispose()
      input.dispose()
    },
  }
}

/** Takes both over. */
function added(sum: Parameters, more: Parameters): Parameters {
  const result: Parameters = {}
  for (const [name, value] of Object.entries(more)) {
    const before = sum[name]
    result[name] = before === undefined ? value : tf.keep(tf.add(before, value))
    if (before !== undefined) tf.dispose([before, value])
  }
  return result
}

/** @param embeddings [people.length, dimension] @param centres [dimension, everybody] */
function nearestToOwn(embeddings: tf.Tensor, centres: tf.Tensor, people: readonly number[]): number {
  const [rows, columns] = [embeddings.dataSync(), centres.dataSync()]
  const everybody = centres.shape[1]!
  const cosineTo = (row: number, column: number) => {
    let [product, length] = [0, 0]
    for (let k = 0; k < dimension; k++) {
      const value = columns[k * everybody + column]!
      product += rows[row * dimension + k]! * value
      length += value * value
    }
    return product / Math.sqrt(length)
  }
  let right = 0
  for (const [row, person] of people.entries()) {
    const own = cosineTo(row, person)
    if (Array.from({ length: everybody }, (_, column) => cosineTo(row, column)).every((value) => value <= own)) right++
  }
  return right
}
