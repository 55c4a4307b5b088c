import * as tf from '@tensorflow/tfjs-core'
import type { G2dConfig } from '#config/g2d-config.ts'
import type { ParameterSpec } from '#layers/parameter.ts'
import type { Parameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { type TrainingPass, tensorLayers } from '#layers/tensor-layers.ts'
import { arcfaceLoss } from '#losses/arcface-loss.ts'
import { inpaintingLoss } from '#losses/inpainting-loss.ts'
import { g2dParts } from '#network/g2d-network.ts'
import { centresSpec } from '#training/centres.ts'
import type { FaceBatch } from '#training/face-batch.ts'
import { learningRateAt } from '#training/learning-rate.ts'
import type { LearningTask, LossTerm } from '#training/learning-task.ts'
import { patches } from './patches.ts'

/** First the encoder and its decoder, then, with the encoder frozen, reformer and centres. @param classes people of the source */
export function g2dTask(config: G2dConfig, classes: number): LearningTask {
  const { side, dimension } = config.network
  const { encoder, decoder, reformer, patch, map } = g2dParts(config.network)
  const centres = centresSpec(dimension, classes)
  const generative = [
    ...outlineNetwork(encoder, [side, side, 3]).parameters,
    ...outlineNetwork(decoder, map).parameters,
  ]
  const discriminative: readonly ParameterSpec[] = [...outlineNetwork(reformer, map).parameters, centres]
  const namesOf = (specs: readonly ParameterSpec[]) => new Set(specs.map(({ name }) => name))
  const [ofFirst, ofSecond] = [namesOf(generative), namesOf(discriminative)]
  const { steps: fillingSteps, learningRate, pictures, coveredWeight } = config.inpainting
  const isFilling = (step: number) => step < fillingSteps
  const inputSize = side * side * 3

  const encode = (
    parameters: Parameters,
    training: TrainingPass | null,
    scaled: readonly Float32Array[],
  ): tf.Tensor => {
    const parts = scaled.map((values) => tf.tensor(values, [values.length / inputSize, side, side, 3]))
    return encoder(tensorLayers(parameters, training), tf.concat(parts)).map
  }
  const filling = (parameters: Parameters, training: TrainingPass, { unmasked, masked }: FaceBatch): LossTerm => {
    const [bare, covered] = [scale(unmasked), scale(masked)]
    const seen = pictures === 'both' ? [covered, bare] : [covered]
    const map = encode(parameters, training, seen)
    const filled = decoder(tensorLayers(parameters, training), map).patches
    const wanted = joined(seen.map(() => bare))
    const inOrder = (values: Float32Array) => patches(values, side, patch)
    const value = inpaintingLoss(filled, inOrder(wanted), inOrder(joined(seen)), coveredWeight)
    return { name: 'inpainting', value, weight: 1 }
  }
  const telling = (parameters: Parameters, training: TrainingPass, batch: FaceBatch): LossTerm => {
    const both = config.identity.pictures === 'both'
    const seen = [batch.unmasked, ...(both ? [batch.masked] : [])].map(scale)
    const { embedding } = reformer(tensorLayers(parameters, training), encode(parameters, null, seen))
    const labels = both ? [...batch.labels, ...batch.labels] : batch.labels
    const value = arcfaceLoss(embedding, parameters[centres.name]!, labels, config.identity)
    return { name: 'identity', value, weight: config.identity.weight }
  }
  return {
    inputSize,
    dimension,
    specs: [...generative, ...discriminative],
    begin: () => ({}),
    phaseAt: (step) =>
      isFilling(step)
        ? {
            learningRate: learningRateAt({ learningRate, steps: fillingSteps }, step),
            learns: ({ name }) => ofFirst.has(name),
            embeds: false,
          }
        : {
            learningRate: learningRateAt(
              { learningRate: config.learningRate, steps: config.steps - fillingSteps },
              step - fillingSteps,
            ),
            learns: ({ name }) => ofSecond.has(name),
            embeds: true,
          },
    losses: (parameters, training, batch, step) => [
      isFilling(step) ? filling(parameters, training, batch) : telling(parameters, training, batch),
    ],
    embed: (parameters, values) =>
      reformer(tensorLayers(parameters, null), encode(parameters, null, [scale(values)])).embedding,
  }
}

/** ArcFace's input: (x − 127.5) / 127.5 */
function scale(values: Float32Array): Float32Array {
  return values.map((value) => (value - 127.5) / 127.5)
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let to = 0
  for (const part of parts) {
    result.set(part, to)
    to += part.length
  }
  return result
}
