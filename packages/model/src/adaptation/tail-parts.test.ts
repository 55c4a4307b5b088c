import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { gradientErrors } from '../../test/finite-differences.ts'
import { randomTensor } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { keepLoss } from '../losses/keep-loss.ts'
import { clamp } from './clamp.ts'
import { globalDepthwise } from './global-depthwise.ts'

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  test('the gradients of a global depthwise convolution agree with finite differences', async () => {
    await openBackend(backend)
    const parameters = { x: randomTensor([3, 4, 4, 5], 'x'), w: randomTensor([4, 4, 5, 1], 'w') }
    const weights = randomTensor([3, 1, 1, 5], 'weights')
    const errors = gradientErrors(parameters, ['x', 'w'], () =>
      tf.sum(tf.mul(globalDepthwise(parameters.x as tf.Tensor4D, parameters.w as tf.Tensor4D), weights)),
    )
    for (const [name, error] of Object.entries(errors)) expect(error, name).toBeLessThan(0.02)
  })

  test('a gradient passes a clamp where it does not hold', async () => {
    await openBackend(backend)
    const x = tf.tensor1d([-1, 0.25, 0.5, 3])
    const gradient = tf.engine().gradients(() => tf.sum(clamp(x, 0, 1)) as tf.Scalar, [x]).grads[0]!
    expect([...gradient.dataSync()]).toEqual([0, 1, 1, 0])
    expect([...clamp(x, 0, 1).dataSync()]).toEqual([0, 0.25, 0.5, 1])
  })

  test('keeping is the squared distance of unit vectors, and its gradient agrees with finite differences', async () => {
    await openBackend(backend)
    const twice = tf.tensor2d([
      [2, 0],
      [0, 3],
    ])
    expect(keepLoss(twice, Float32Array.of(1, 0), 2).dataSync()[0]).toBeCloseTo(1, 5) // 0 and 2
    const parameters = { x: randomTensor([4, 6], 'embeddings') }
    const targets = Float32Array.from({ length: 12 }, (_, i) => (i % 6 === 0 ? 1 : 0))
    const errors = gradientErrors(parameters, ['x'], () => keepLoss(parameters.x, targets, 2))
    expect(errors.x).toBeLessThan(0.02)
  })
})
