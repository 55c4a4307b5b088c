import { createRng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { allLayers } from '../../test/all-layers.ts'
import { gradientErrors } from '../../test/finite-differences.ts'
import { randomParameters, randomTensor } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { lossAndGradients } from '../training/loss-and-gradients.ts'
import type { Network } from './layers.ts'
import { disposeParameters } from './parameters.ts'
import { outlineNetwork } from './shape-layers.ts'
import { type TrainingPass, tensorLayers } from './tensor-layers.ts'

function trainingPass(): TrainingPass {
  return { rng: createRng('dropout'), momentum: 0.1, statistics: new Map() }
}

/** Each on a map of [6, 6, 4]. */
const single: Record<string, Network> = {
  convolution: (layers, x) => ({ y: layers.convolution(x, 'a', { filters: 3, kernel: 3, bias: true }) }),
  'strided convolution': (layers, x) => ({ y: layers.convolution(x, 'a', { filters: 3, kernel: 3, stride: 2 }) }),
  depthwise: (layers, x) => ({ y: layers.depthwise(x, 'a', { kernel: 3, stride: 2, bias: true }) }),
  batchNorm: (layers, x) => ({ y: layers.batchNorm(x, 'a') }),
  'batchNorm without factor': (layers, x) => ({ y: layers.batchNorm(x, 'a', { scale: false }) }),
  layerNorm: (layers, x) => ({ y: layers.layerNorm(x, 'a') }),
  prelu: (layers, x) => ({ y: layers.prelu(x, 'a') }),
  relu: (layers, x) => ({ y: layers.relu(x) }),
  gelu: (layers, x) => ({ y: layers.gelu(x) }),
  add: (layers, x) => ({ y: layers.add(x, layers.gelu(x)) }),
  maxPool: (layers, x) => ({ y: layers.maxPool(x, { kernel: 3, stride: 2, padding: 1 }) }),
  averagePool: (layers, x) => ({ y: layers.averagePool(x) }),
  dropout: (layers, x) => ({ y: layers.dropout(x, 'a', 0.5) }),
  dense: (layers, x) => ({ y: layers.dense(layers.flatten(x), 'a', { units: 5 }) }),
  position: (layers, x) => ({ y: layers.gelu(layers.toMap(layers.addPosition(layers.toTokens(x), 'a'), 6, 6)) }),
  selfAttention: (layers, x) => {
    const { tokens, attention } = layers.selfAttention(layers.toTokens(x), 'a', { heads: 2 })
    return { tokens, attention }
  },
}

describe.each(['cpu', 'wasm'] as const)('tensorLayers on %s', (backend) => {
  test.each(Object.entries(single))('the gradient of %s agrees with finite differences', async (_, network) => {
    await openBackend(backend)
    const outline = outlineNetwork(network, [6, 6, 4])
    const parameters = {
      ...randomParameters(outline.parameters, 'gradients'),
      input: randomTensor([3, 6, 6, 4], 'maps'),
    }
    const trained = outline.parameters.filter(({ kind }) => kind === 'trained').map(({ name }) => name)
    const loss = () => {
      const training = trainingPass()
      const outputs = network(tensorLayers(parameters, training), parameters.input)
      tf.dispose([...training.statistics.values()])
      const parts = Object.entries(outputs).map(([name, output]) =>
        tf.sum(tf.mul(output, randomTensor(output.shape, name))),
      )
      return tf.addN(parts) as tf.Scalar
    }
    const errors = gradientErrors(parameters, [...trained, 'input'], loss)
    for (const [name, error] of Object.entries(errors)) expect(error, name).toBeLessThan(0.02)
    disposeParameters(parameters)
  })

  test('running statistics move towards those of the batch', async () => {
    await openBackend(backend)
    const network: Network<'y'> = (layers, x) => ({ y: layers.batchNorm(x, 'norm') })
    const parameters = randomParameters(outlineNetwork(network, [1, 1, 1]).parameters, 'statistics')
    const before = ['mean', 'variance'].map((name) => parameters[`norm.${name}`]!.dataSync()[0]!)
    const training = trainingPass()
    network(tensorLayers(parameters, training), tf.tensor4d([1, 2, 3, 6], [4, 1, 1, 1]))
    // mean 3, unbiased variance (4 + 1 + 0 + 9) / 3
    const after = ['mean', 'variance'].map((name) => training.statistics.get(`norm.${name}`)!.dataSync()[0]!)
    for (const [i, value] of [3, 14 / 3].entries()) expect(after[i]).toBeCloseTo(0.9 * before[i]! + 0.1 * value, 5)
  })

  test('a forward and backward pass leaves no tensor behind', async () => {
    await openBackend(backend)
    const outline = outlineNetwork(allLayers, [16, 16, 3])
    const parameters = randomParameters(outline.parameters, 'leaks')
    const trained = outline.parameters.filter(({ kind }) => kind === 'trained').map(({ name }) => name)
    const image = randomTensor([2, 16, 16, 3], 'pictures')
    const before = tf.memory().numTensors
    const training = trainingPass()
    const { loss, gradients } = lossAndGradients(parameters, trained, () => {
      const outputs = allLayers(tensorLayers(parameters, training), image)
      return tf.addN(Object.values(outputs).map((output) => tf.sum(output))) as tf.Scalar
    })
    expect(Object.keys(gradients)).toEqual(trained)
    tf.dispose([loss, gradients, [...training.statistics.values()]])
    expect(tf.memory().numTensors).toBe(before)
  })

  test('dropout sets about its share to zero, differently for each step', async () => {
    await openBackend(backend)
    const drop = (step: string) =>
      tensorLayers({}, { ...trainingPass(), rng: createRng(step) })
        .dropout(tf.ones([1000]), 'a', 0.4)
        .dataSync()
    const kept = drop('1').filter((value) => value > 0)
    expect(kept.length / 1000).toBeCloseTo(0.6, 1)
    expect(kept[0]).toBeCloseTo(1 / 0.6, 5)
    expect(drop('1')).toEqual(drop('1'))
    expect(drop('2')).not.toEqual(drop('1'))
  })
})
