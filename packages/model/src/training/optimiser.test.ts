import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ParameterSpec } from '#layers/parameter.ts'
import { openBackend } from '../backend/open-backend.ts'
import { clipGradients } from './loss-and-gradients.ts'
import { createOptimiser, type OptimiserOptions } from './optimiser.ts'

const specs: ParameterSpec[] = ['decaying', 'free'].map((name) => ({
  name,
  shape: [2],
  initialiser: { kind: 'constant', value: 0 },
  kind: 'trained',
  decays: name === 'decaying',
}))
const gradients = [
  [0.5, -2],
  [1, 0.25],
  [-0.75, 1.5],
]

beforeAll(() => openBackend('cpu'))

/** By the formulas, number by number. */
function expected(options: OptimiserOptions, decay: number, rate: number): number[] {
  return [0, 1].map((i) => {
    let [value, velocity, mean, square] = [i + 1, 0, 0, 0]
    for (const [t, gradient] of gradients.entries()) {
      const g = gradient[i]!
      if (options.kind === 'sgd') {
        velocity = options.momentum * velocity + g + decay * value
        value -= rate * velocity
      } else {
        mean = options.beta1 * mean + (1 - options.beta1) * g
        square = options.beta2 * square + (1 - options.beta2) * g * g
        const direction =
          mean / (1 - options.beta1 ** (t + 1)) / (Math.sqrt(square / (1 - options.beta2 ** (t + 1))) + options.epsilon)
        value -= rate * (direction + decay * value)
      }
    }
    return value
  })
}

describe('createOptimiser', () => {
  test.each<OptimiserOptions>([
    { kind: 'sgd', momentum: 0.9, weightDecay: 0.1 },
    { kind: 'adamw', beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1 },
  ])('follows the formulas: $kind', (options) => {
    const before = tf.memory().numTensors
    const parameters: Record<string, tf.Tensor> = { decaying: tf.tensor([1, 2]), free: tf.tensor([1, 2]) }
    const optimiser = createOptimiser(options, specs)
    for (const values of gradients) {
      const own = { decaying: tf.tensor(values), free: tf.tensor(values) }
      optimiser.step(parameters, own, 0.1)
      tf.dispose(own)
    }
    for (const [name, decay] of Object.entries({ decaying: 0.1, free: 0 })) {
      const values = parameters[name]!.dataSync()
      for (const [i, value] of expected(options, decay, 0.1).entries()) expect(values[i]).toBeCloseTo(value, 5)
    }
    optimiser.dispose()
    tf.dispose(parameters)
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('clipGradients', () => {
  test.each([
    { limit: 10, values: [3, 4] },
    { limit: 1, values: [0.6, 0.8] },
  ])('over $limit', async ({ limit, values }) => {
    const own: Record<string, tf.Tensor> = { a: tf.tensor([3]), b: tf.tensor([4]) }
    expect(await clipGradients(own, limit)).toBeCloseTo(5, 6)
    expect(own.a!.dataSync()[0]).toBeCloseTo(values[0]!, 6)
    expect(own.b!.dataSync()[0]).toBeCloseTo(values[1]!, 6)
  })
})
