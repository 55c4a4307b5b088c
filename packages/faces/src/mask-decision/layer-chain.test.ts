import type { OnnxGraph, OnnxNode } from '@maskmirror/inference/onnx'
import { describe, expect, test } from 'vitest'
import { layerChain, type Planes } from './layer-chain.ts'

const picture: Planes = { data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), channels: 1, height: 3, width: 3 }

function graphOf(nodes: OnnxNode[], constants: Record<string, { dims: number[]; values: number[] }>): OnnxGraph {
  return {
    name: 'small',
    inputs: [{ name: 'in', shape: ['batch', 1, 3, 3] }],
    outputs: [{ name: 'out', shape: ['batch', 1] }],
    nodes,
    constants: Object.entries(constants).map(([name, { dims, values }]) => ({
      name,
      dims,
      values: { float32: Float32Array.from(values) },
    })),
  }
}

describe('layerChain', () => {
  test('convolves with padding and steps: each tap meets the pixels that it should', () => {
    const conv: OnnxNode = {
      type: 'Conv',
      inputs: ['in', 'kernel'],
      outputs: ['out'],
      attributes: { strides: [2, 2], pads: [1, 1, 1, 1], group: 1 },
    }
    const kernel = { dims: [1, 1, 3, 3], values: [1, 2, 4, 8, 16, 32, 64, 128, 256] }
    const { data, height, width } = layerChain(graphOf([conv], { kernel }))(picture)
    expect([height, width]).toEqual([2, 2])
    expect([...data]).toEqual([16 * 1 + 32 * 2 + 128 * 4 + 256 * 5, 8 * 2 + 16 * 3 + 64 * 5 + 128 * 6, 396, 225])
  })

  test('normalises, rectifies, flattens, multiplies and adds', () => {
    const nodes: OnnxNode[] = [
      {
        type: 'BatchNormalization',
        inputs: ['in', 'scale', 'offset', 'mean', 'variance'],
        outputs: ['a'],
        attributes: { epsilon: { float: 0 } },
      },
      { type: 'Relu', inputs: ['a'], outputs: ['b'] },
      { type: 'Flatten', inputs: ['b'], outputs: ['c'] },
      { type: 'MatMul', inputs: ['c', 'matrix'], outputs: ['d'] },
      { type: 'Add', inputs: ['d', 'bias'], outputs: ['e'] },
      { type: 'Identity', inputs: ['e'], outputs: ['out'] },
    ]
    const constants = {
      scale: { dims: [1], values: [2] },
      offset: { dims: [1], values: [1] },
      mean: { dims: [1], values: [5] },
      variance: { dims: [1], values: [4] },
      matrix: { dims: [9, 2], values: Array.from({ length: 18 }, (_, i) => (i % 2 === 0 ? 1 : i === 17 ? 1 : 0)) },
      bias: { dims: [2], values: [0.5, -0.5] },
    }
    // (x − 5) / 2 · 2 + 1 = x − 4, at least 0: the sum over 5 to 9 is 1 + … + 5, and the last alone is 5
    expect([...layerChain(graphOf(nodes, constants))(picture).data]).toEqual([15.5, 4.5])
  })

  test.each<[string, OnnxNode]>([
    ['is unknown', { type: 'Sigmoid', inputs: ['in'], outputs: ['out'] }],
    ['input is not in', { type: 'Relu', inputs: ['other'], outputs: ['out'] }],
    ['is no constant', { type: 'MatMul', inputs: ['in', 'nothing'], outputs: ['out'] }],
  ])('refuses a layer that %s', (why, node) => {
    expect(() => layerChain(graphOf([node], {}))).toThrow(why)
  })

  test('refuses a layer that does not take what comes', () => {
    const node: OnnxNode = { type: 'MatMul', inputs: ['in', 'matrix'], outputs: ['out'] }
    const run = layerChain(graphOf([node], { matrix: { dims: [4, 1], values: [1, 1, 1, 1] } }))
    expect(() => run(picture)).toThrow(/does not take \[1, 3, 3\]/)
  })
})
