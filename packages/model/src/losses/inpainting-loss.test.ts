import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { gradientErrors } from '../../test/finite-differences.ts'
import { randomTensor } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { inpaintingLoss } from './inpainting-loss.ts'

const bare = Float32Array.of(0.1, -0.4, 0.9, 0, -1, 0.25)
const seen = Float32Array.of(0.1, 1, 1, 0, -1, 0.25) // the second and third are covered

describe.each(['cpu', 'wasm'] as const)('inpaintingLoss on %s', (backend) => {
  beforeAll(() => openBackend(backend))

  test.each([1, 6])('weighs what was covered by %s', (weight) => {
    const filled = tf.tensor2d([0.3, -0.4, 0.4, 0, -0.9, 0.25], [2, 3])
    const length = (difference: number) => Math.hypot(difference, 1e-3)
    const rest = length(0.2) + length(0.1) + 2 * length(0)
    const expected = (rest + weight * (length(0) + length(0.5))) / (4 + 2 * weight)
    expect(inpaintingLoss(filled, bare, seen, weight).dataSync()[0]).toBeCloseTo(expected, 5)
  })

  test('the gradient agrees with finite differences', () => {
    const parameters = { filled: randomTensor([2, 3], 'filled') }
    const errors = gradientErrors(parameters, ['filled'], () => inpaintingLoss(parameters.filled, bare, seen, 6))
    expect(errors.filled).toBeLessThan(0.01)
  })
})
