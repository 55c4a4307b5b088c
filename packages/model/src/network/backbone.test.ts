import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { exportNetwork } from '#export/export-network.ts'
import type { Network } from '#layers/layers.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { randomParameters, randomTensor } from '../../test/random-parameters.ts'
import { runOnnx } from '../../test/run-onnx.ts'
import { openBackend } from '../backend/open-backend.ts'
import { type BackboneName, backbone } from './backbone.ts'
import { embeddingHead } from './embedding-head.ts'
import { basicUnit, bottleneckUnit, improvedUnit } from './residual-units.ts'

const side = [112, 112, 3]

function withHead(name: BackboneName): Network<'map' | 'embedding'> {
  return (layers, x) => {
    const map = backbone(layers, x, name)
    return { map, embedding: embeddingHead(layers, map, { dimension: 512, dropout: 0 }) }
  }
}

function trainedNumbers(network: Network): number {
  const { parameters } = outlineNetwork(network, side)
  const trained = parameters.filter(({ kind }) => kind === 'trained')
  return trained.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)
}

describe('backbone', () => {
  test.each<{ name: BackboneName; map: number[] }>([
    { name: 'tiny', map: [7, 7, 96] },
    { name: 'resnet18', map: [7, 7, 512] },
    { name: 'resnet50', map: [7, 7, 2048] },
    { name: 'iresnet18', map: [7, 7, 512] },
    { name: 'iresnet50', map: [7, 7, 512] },
  ])('$name gives a map of $map', ({ name, map }) => {
    expect(outlineNetwork(withHead(name), side).outputs.map).toEqual(map)
  })

  // what the original classifiers have, without their last layer: 11,689,512 − 513,000 and 25,557,032 − 2,049,000
  test.each<{ name: BackboneName; count: number }>([
    { name: 'resnet18', count: 11_176_512 },
    { name: 'resnet50', count: 23_508_032 },
  ])('$name has the published number of parameters', ({ name, count }) => {
    expect(trainedNumbers((layers, x) => ({ map: backbone(layers, x, name) }))).toBe(count)
  })

  test.each<{ name: BackboneName; millions: number }>([
    { name: 'iresnet18', millions: 24.0 },
    { name: 'iresnet50', millions: 43.6 },
  ])('$name with 512 numbers has the published $millions million parameters', ({ name, millions }) => {
    expect(trainedNumbers(withHead(name)) / 1e6).toBeCloseTo(millions, 1)
  })

  // the units at a size that takes no time
  test.each<{ name: string; input: number[]; network: Network<'map'> }>([
    { name: 'tiny', input: [48, 48, 3], network: (layers, x) => ({ map: backbone(layers, x, 'tiny') }) },
    ...Object.entries({ improvedUnit, basicUnit, bottleneckUnit }).map(([name, unit]) => ({
      name,
      input: [10, 10, 8],
      network: ((layers, x) => {
        const map = unit(layers, x, 'unit1', { channels: 8, filters: 16, stride: 2 })
        return { map: unit(layers, map, 'unit2', { channels: 16, filters: 16, stride: 1 }) }
      }) satisfies Network<'map'>,
    })),
  ])('$name computes the same in ONNX Runtime', async ({ name, input, network }) => {
    await openBackend('wasm')
    const parameters = randomParameters(outlineNetwork(network, input).parameters, name)
    const image = randomTensor([2, ...input], 'picture')
    const expected = tf.transpose(network(tensorLayers(parameters, null), image).map, [0, 3, 1, 2])
    const planes = tf.transpose(image, [0, 3, 1, 2])
    const bytes = exportNetwork(network, input, parameters, { name })
    const { map } = await runOnnx(bytes, { data: Float32Array.from(planes.dataSync()), dims: planes.shape })
    expect(map!.dims).toEqual(expected.shape)
    const values = Float32Array.from(expected.dataSync())
    expect(largest(values)).toBeGreaterThan(0.1)
    expect(largest(values.map((value, i) => value - map!.data[i]!))).toBeLessThan(1e-4)
    tf.dispose([parameters, image, expected, planes])
  })
})

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
