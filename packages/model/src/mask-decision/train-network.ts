import type { Rng } from '@maskmirror/core'
import { type MaskPlace, maskCropSide, maskPlaces } from '@maskmirror/faces'
import * as tf from '@tensorflow/tfjs-core'
import { initialiseParameters, type Parameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { lossAndGradients } from '#training/loss-and-gradients.ts'
import { createOptimiser } from '#training/optimiser.ts'
import { cutExample } from './augment.ts'
import { type ExampleSet, keptSide } from './example-set.ts'
import { maskNetwork } from './mask-network.ts'

export interface TrainingOptions {
  readonly epochs: number
  readonly batch: number
  /** Of AdamW, at its highest. */
  readonly learningRate: number
  readonly weightDecay: number
  /** Share that the true class gives away to all. */
  readonly smoothing: number
}

export const trainingDefaults: TrainingOptions = {
  epochs: 8,
  batch: 64,
  learningRate: 0.003,
  weightDecay: 0.01,
  smoothing: 0.02,
}

/**
 * Trains the network on the crops with cross-entropy: bare faces count as much as masked ones, places of masks by their
 * frequency. The learning rate rises over the first 5 % of the steps and falls to 0 along a cosine.
 *
 * @param report mean loss after each epoch
 * @returns kept tensors
 */
export function trainNetwork(
  set: ExampleSet,
  rng: Rng,
  options: TrainingOptions,
  report: (epoch: number, loss: number) => void,
): Parameters {
  const { epochs, batch, learningRate, weightDecay, smoothing } = options
  const { parameters: specs } = outlineNetwork(maskNetwork, [maskCropSide, maskCropSide, 3])
  const parameters = initialiseParameters(specs, rng.fork('parameters'))
  const trained = specs.filter(({ kind }) => kind === 'trained')
  const names = trained.map(({ name }) => name)
  const optimiser = createOptimiser({ kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay }, trained)
  const bare = set.examples.filter(({ place }) => place === 'none').length / set.examples.length
  const perEpoch = Math.floor(set.examples.length / batch)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = rng.fork(`order ${epoch}`).shuffle(set.examples.map((_, i) => i))
    let total = 0
    for (let k = 0; k < perEpoch; k++) {
      const step = epoch * perEpoch + k
      const chosen = order.slice(k * batch, (k + 1) * batch)
      const own = rng.fork(`step ${step}`)
      const input = tf.tensor4d(cropsOf(set, chosen, own), [batch, maskCropSide, maskCropSide, 3])
      const places = chosen.map((i) => set.examples[i]!.place)
      const statistics = new Map<string, tf.Tensor>()
      const { loss, gradients } = lossAndGradients(parameters, names, () => {
        const layers = tensorLayers(parameters, { rng: own, momentum: 0.1, statistics })
        return crossEntropy(maskNetwork<tf.Tensor>(layers, input).places, places, { smoothing, bare })
      })
      optimiser.step(parameters, gradients, learningRate * scheduleAt(step / (epochs * perEpoch)))
      for (const [name, tensor] of statistics) {
        parameters[name]!.dispose()
        parameters[name] = tensor
      }
      total += loss.dataSync()[0]!
      tf.dispose([input, loss, gradients])
    }
    report(epoch, total / perEpoch)
  }
  optimiser.dispose()
  return parameters
}

/** @param options.bare share of bare faces among all, which decides how much each counts */
function crossEntropy(
  logits: tf.Tensor,
  places: readonly MaskPlace[],
  { smoothing, bare }: { smoothing: number; bare: number },
): tf.Scalar {
  const targets = places.map((place) =>
    maskPlaces.map((name) => smoothing / maskPlaces.length + (name === place ? 1 - smoothing : 0)),
  )
  const weights = places.map((place) => 0.5 / (place === 'none' ? bare : 1 - bare))
  const losses = tf.neg(tf.sum(tf.mul(tf.tensor2d(targets), tf.logSoftmax(logits)), -1))
  return tf.mean(tf.mul(losses, tf.tensor1d(weights))) as tf.Scalar
}

/** @returns [chosen, 64, 64, 3] */
export function cropsOf({ pixels }: ExampleSet, chosen: readonly number[], rng: Rng | null): Float32Array {
  const [from, to] = [keptSide * keptSide * 3, maskCropSide * maskCropSide * 3]
  const crops = new Float32Array(chosen.length * to)
  for (const [n, i] of chosen.entries()) {
    const out = crops.subarray(n * to, (n + 1) * to)
    cutExample(pixels.subarray(i * from, (i + 1) * from), out, rng?.fork(`example ${n}`) ?? null)
  }
  return crops
}

/** Share of the learning rate at a share of the steps. */
function scheduleAt(progress: number): number {
  const warmUp = 0.05
  if (progress < warmUp) return progress / warmUp
  return 0.5 * (1 + Math.cos((Math.PI * (progress - warmUp)) / (1 - warmUp)))
}
