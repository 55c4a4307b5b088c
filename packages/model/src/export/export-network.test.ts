import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { allLayers } from '../../test/all-layers.ts'
import { randomParameters, randomTensor } from '../../test/random-parameters.ts'
import { runOnnx } from '../../test/run-onnx.ts'
import { openBackend } from '../backend/open-backend.ts'
import { exportNetwork } from './export-network.ts'

const side = [16, 16, 3]

describe('exportNetwork', () => {
  test.each([1, 3])('ONNX Runtime computes what TensorFlow.js computes, every layer, batch of %i', async (batch) => {
    await openBackend('wasm')
    const outline = outlineNetwork(allLayers, side)
    const parameters = randomParameters(outline.parameters, 'export')
    const image = randomTensor([batch, ...side], 'picture')
    const here = allLayers(tensorLayers(parameters, null), image)
    const planes = tf.transpose(image, [0, 3, 1, 2])
    const there = await runOnnx(exportNetwork(allLayers, side, parameters, { name: 'all-layers' }), {
      data: Float32Array.from(planes.dataSync()),
      dims: planes.shape,
    })
    expect(Object.keys(there).sort()).toEqual(Object.keys(here).sort())
    for (const [name, tensor] of Object.entries(here)) {
      const expected = name === 'map' ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor
      expect(there[name]!.dims).toEqual(expected.shape)
      expect(tensor.shape.slice(1)).toEqual(outline.outputs[name as keyof typeof outline.outputs])
      const values = Float32Array.from(expected.dataSync())
      const largest = values.reduce((worst, value, i) => Math.max(worst, Math.abs(value - there[name]!.data[i]!)), 0)
      expect(largest).toBeLessThan(1e-4)
      expect(values.some((value) => Math.abs(value) > 0.05)).toBe(true)
    }
  })

  test('refuses a network whose parameters are not all there', () => {
    expect(() => exportNetwork(allLayers, side, {}, { name: 'empty' })).toThrow(/the parameter stem\.weight/)
  })
})
