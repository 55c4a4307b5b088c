import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { maskClassifier } from '#network/mask-classifier.ts'
import { gradientErrors } from '../../test/finite-differences.ts'
import { randomParameters, randomTensor } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { lossAndGradients } from '../training/loss-and-gradients.ts'
import { arcfaceLoss, withMargin } from './arcface-loss.ts'
import { type AttentionLossOptions, attentionLoss } from './attention-loss.ts'
import { crossEntropy } from './cross-entropy.ts'
import { reversalStrength, reverseGradient } from './reverse-gradient.ts'

const labels = [2, 0, 3]

function expectAgreement(parameters: Record<string, tf.Tensor>, loss: () => tf.Scalar, step?: number): void {
  const errors = gradientErrors(parameters, Object.keys(parameters), loss, step)
  for (const [name, error] of Object.entries(errors)) expect(error, name).toBeLessThan(0.01)
}

/** Rows of sum 1, as attention is. */
function scores(seed: string): tf.Tensor {
  return tf.softmax(tf.mul(randomTensor([3, 2, 5, 5], seed), 3))
}

describe.each(['cpu', 'wasm'] as const)('losses on %s', (backend) => {
  beforeAll(() => openBackend(backend))

  test.each([0, 0.3, 0.5])('the gradient of ArcFace with margin %s agrees with finite differences', (margin) => {
    const parameters = { embeddings: randomTensor([3, 6], 'embeddings'), centres: randomTensor([6, 4], 'centres') }
    expectAgreement(parameters, () =>
      arcfaceLoss(parameters.embeddings, parameters.centres, labels, { margin, scale: 8 }),
    )
  })

  test('ArcFace adds the margin to the angle of the true class alone, and always lowers it', () => {
    const angles = [0.01, 0.5, 1.5, 2.6, 2.7, 3.1]
    const cosines = tf.tensor2d(
      angles.flatMap((angle) => [Math.cos(angle), Math.cos(angle)]),
      [angles.length, 2],
    )
    const changed = withMargin(
      cosines,
      angles.map(() => 1),
      0.5,
    ).dataSync()
    const ofTrueClass = angles.map((_, i) => changed[2 * i + 1]!)
    for (const [i, angle] of angles.entries()) {
      expect(changed[2 * i]).toBeCloseTo(Math.cos(angle), 5)
      if (angle + 0.5 < Math.PI) expect(ofTrueClass[i]).toBeCloseTo(Math.cos(angle + 0.5), 3)
      expect(ofTrueClass[i]).toBeLessThan(Math.cos(angle))
    }
    expect(ofTrueClass).toEqual(ofTrueClass.toSorted((a, b) => b - a))
  })

  test.each<AttentionLossOptions>([
    { compare: 'matrix', heads: 'each', moveUnmasked: true },
    { compare: 'matrix', heads: 'mean', moveUnmasked: true },
    { compare: 'received', heads: 'each', moveUnmasked: true },
  ])('the gradient of attention alignment agrees with finite differences: $compare, $heads', (options) => {
    const parameters = { unmasked: scores('unmasked'), masked: scores('masked') }
    expectAgreement(parameters, () => attentionLoss(parameters.unmasked, parameters.masked, options))
  })

  test('attention alignment is 0 for equal attention and can hold the unmasked face still', () => {
    const same = scores('unmasked')
    const options = { compare: 'matrix', heads: 'each', moveUnmasked: false } as const
    expect(attentionLoss(same, same, options).dataSync()[0]).toBeCloseTo(0, 5)
    const parameters = { unmasked: same, masked: scores('masked') }
    const { gradients } = lossAndGradients(parameters, ['unmasked', 'masked'], () =>
      attentionLoss(parameters.unmasked, parameters.masked, options),
    )
    expect([...gradients.unmasked!.dataSync()].every((value) => value === 0)).toBe(true)
    expect([...gradients.masked!.dataSync()].some((value) => Math.abs(value) > 1e-3)).toBe(true)
  })

  test('attention alignment of known matrices', () => {
    const [a, b] = [tf.tensor4d([1, 0, 0, 1], [1, 1, 2, 2]), tf.tensor4d([0.4, 0.6, 0.8, 0.2], [1, 1, 2, 2])]
    const value = (compare: 'matrix' | 'received') =>
      attentionLoss(a, b, { compare, heads: 'each', moveUnmasked: true }).dataSync()[0]
    expect(value('matrix')).toBeCloseTo(Math.sqrt(0.36 + 0.36 + 0.64 + 0.64), 5)
    expect(value('received')).toBeCloseTo(Math.sqrt(0.01 + 0.01), 5) // column means 0.6, 0.4 against 0.5, 0.5
  })

  test('the mask classifier descends and, behind the reversal, the features ascend', () => {
    const network = maskClassifier({ hidden: 7, depth: 2 })
    const { parameters: specs } = outlineNetwork(network, [6])
    const parameters = { ...randomParameters(specs, 'classifier'), features: randomTensor([3, 6], 'features') }
    const names = Object.keys(parameters)
    const loss = (strength: number | null) => () => {
      const features = strength === null ? parameters.features : reverseGradient(parameters.features, strength)
      return crossEntropy(network(tensorLayers(parameters, null), features).logits, [0, 1, 1])
    }
    expectAgreement(parameters, loss(null), 1e-3) // small: a rectifier's corner must not lie between
    const plain = lossAndGradients(parameters, names, loss(null)).gradients
    const reversed = lossAndGradients(parameters, names, loss(0.7)).gradients
    for (const name of names) {
      const factor = name === 'features' ? -0.7 : 1
      for (const [i, value] of plain[name]!.dataSync().entries()) {
        expect(reversed[name]!.dataSync()[i]).toBeCloseTo(factor * value, 6)
      }
    }
  })
})

describe('reversalStrength', () => {
  test.each([
    [0, 0],
    [0.1, 0.46212],
    [1, 0.99991],
  ])('at %s it is %s', (progress, strength) => {
    expect(reversalStrength(progress)).toBeCloseTo(strength, 5)
  })
})
