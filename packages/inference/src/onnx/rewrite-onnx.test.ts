import { describe, expect, test } from 'vitest'
import { decodeOnnx } from './decode-onnx.ts'
import { encodeOnnx, type OnnxGraph } from './encode-onnx.ts'
import { createProtobufWriter } from './protobuf-writer.ts'
import { readOnnxModel } from './read-onnx-model.ts'
import { readModelConstant } from './read-tensor.ts'
import { rewriteOnnx } from './rewrite-onnx.ts'

const graph: OnnxGraph = {
  name: 'small',
  inputs: [{ name: 'in', shape: ['batch', 2] }],
  outputs: [{ name: 'out', shape: ['batch', 2] }],
  nodes: [
    { type: 'Mul', inputs: ['in', 'factor'], outputs: ['map'], attributes: {} },
    { type: 'Add', inputs: ['map', 'map'], outputs: ['out'], attributes: {} },
  ],
  constants: [{ name: 'factor', dims: [2], values: { float32: Float32Array.of(1, 2) } }],
}

describe('rewriteOnnx', () => {
  test('an edit without changes changes nothing', () => {
    const bytes = encodeOnnx(graph)
    expect(rewriteOnnx(bytes, {})).toEqual(bytes)
  })

  test('puts nodes behind a tensor, and whoever took from it takes from them', () => {
    const edited = decodeOnnx(
      rewriteOnnx(encodeOnnx(graph), {
        insert: {
          behind: 'map',
          nodes: [{ type: 'Relu', inputs: ['map'], outputs: ['map2'], attributes: {} }],
          output: 'map2',
        },
        constants: [
          { name: 'factor', dims: [2], values: { float32: Float32Array.of(5, 6) } },
          { name: 'new', dims: [1], values: { int64: [7] } },
        ],
        outputs: [{ name: 'map' }, { name: 'out' }],
      }),
    )
    expect(edited.nodes.map(({ type, inputs }) => [type, inputs])).toEqual([
      ['Mul', ['in', 'factor']],
      ['Relu', ['map']],
      ['Add', ['map2', 'map2']],
    ])
    expect(edited.constants.map(({ name, values }) => [name, values])).toEqual([
      ['factor', { float32: Float32Array.of(5, 6) }],
      ['new', { int64: [7] }],
    ])
    expect(edited.outputs.map(({ name }) => name)).toEqual(['out', 'map'])
  })

  test('puts nodes behind the input, and takes the place of a constant that is a node', () => {
    const constantNode = createProtobufWriter()
    constantNode.text(2, 'factor')
    constantNode.text(4, 'Constant')
    constantNode.message(5, (attribute) => {
      attribute.text(1, 'value')
      attribute.message(5, (tensor) => {
        tensor.integer(1, 2)
        tensor.integer(2, 1)
        tensor.bytes(9, new Uint8Array(Float32Array.of(1, 2).buffer))
      })
    })
    const model = createProtobufWriter()
    model.integer(1, 3)
    model.message(7, (body) => {
      body.message(1, (node) => {
        node.text(2, 'unused')
        node.text(4, 'Constant')
      })
      body.bytes(1, constantNode.finish())
      body.message(1, (node) => {
        node.text(1, 'in')
        node.text(1, 'factor')
        node.text(2, 'out')
        node.text(4, 'Mul')
      })
      body.message(11, (value) => value.text(1, 'in'))
      body.message(12, (value) => value.text(1, 'out'))
    })
    model.message(8, (opset) => opset.integer(2, 11))
    const read = readOnnxModel(model.finish())
    expect(read.opset).toBe(11)
    expect(read.constants.get('factor')!.float32).toEqual(Float32Array.of(1, 2))

    const edited = readOnnxModel(
      rewriteOnnx(model.finish(), {
        insert: { behind: 'in', nodes: [{ type: 'Neg', inputs: ['in'], outputs: ['turned'] }], output: 'turned' },
        constants: [{ name: 'factor', dims: [2], values: { float32: Float32Array.of(3, 4) } }],
      }),
    )
    expect(edited.nodes.map(({ type, inputs }) => [type, inputs])).toEqual([
      ['Neg', ['in']],
      ['Constant', []],
      ['Mul', ['turned', 'factor']],
    ])
    expect(edited.constants.get('factor')!.float32).toEqual(Float32Array.of(3, 4))
  })
})

describe('readModelConstant', () => {
  test('reads numbers that lie in a list of their own, and refuses another count', () => {
    const tensor = (dims: number) => {
      const writer = createProtobufWriter()
      writer.integer(1, dims)
      writer.integer(2, 1)
      writer.bytes(4, new Uint8Array(Float32Array.of(0.5, -1).buffer))
      writer.text(8, 'listed')
      return writer.finish()
    }
    expect(readModelConstant(tensor(2)).float32).toEqual(Float32Array.of(0.5, -1))
    expect(() => readModelConstant(tensor(3))).toThrow(/listed has 2 values for the dimensions 3/)
  })
})
