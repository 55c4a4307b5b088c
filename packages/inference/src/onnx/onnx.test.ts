import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linearEmbedding } from '../../test/tiny-models.ts'
import { InferenceError } from '../error.ts'
import { decodeOnnx } from './decode-onnx.ts'
import { encodeOnnx, type OnnxGraph } from './encode-onnx.ts'
import { readOnnxSignature } from './read-signature.ts'

describe('readOnnxSignature', () => {
  test('reads names, types and shapes with free dimensions', () => {
    expect(readOnnxSignature(encodeOnnx(linearEmbedding().graph))).toEqual({
      inputs: [{ name: 'pixels', type: 'float32', shape: ['batch', 3, 112, 112] }],
      outputs: [{ name: 'embedding', type: 'float32', shape: ['batch', 8] }],
    })
  })

  test('leaves out constants that old files list among the inputs', () => {
    const { graph } = linearEmbedding()
    const inputs = [...graph.inputs, { name: 'weights', shape: [147, 8] }]
    expect(readOnnxSignature(encodeOnnx({ ...graph, inputs })).inputs.map(({ name }) => name)).toEqual(['pixels'])
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('this is not a model, it is a sentence')],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>')],
  ])('rejects %s', (_, bytes) => {
    expect(() => readOnnxSignature(bytes)).toThrow(/Expected an ONNX model/)
  })

  test('a truncated or altered file is refused or read, never anything else', () => {
    const whole = encodeOnnx(linearEmbedding({ side: 16 }).graph)
    const position = fc.integer({ min: 0, max: whole.length - 1 })
    fc.assert(
      fc.property(position, position, fc.integer({ min: 0, max: 255 }), (end, at, value) => {
        const bytes = whole.slice(0, end)
        if (at < end) bytes[at] = value
        try {
          expect(readOnnxSignature(bytes).outputs.length).toBeGreaterThan(0)
        } catch (error) {
          expect(error).toBeInstanceOf(InferenceError)
        }
      }),
    )
  })
})

describe('decodeOnnx', () => {
  test('gives the graph back that was written', () => {
    const graph: OnnxGraph = {
      name: 'small',
      inputs: [{ name: 'in', shape: ['batch', 3, 4, 4] }],
      outputs: [{ name: 'out', shape: ['batch', 2] }],
      nodes: [
        {
          type: 'Conv',
          inputs: ['in', 'kernel'],
          outputs: ['map'],
          attributes: { strides: [2, 300], pads: [0, -1, 1, 1], group: 3, auto_pad: 'NOTSET', slope: { float: 0.25 } },
        },
        { type: 'Reshape', inputs: ['map', 'shape'], outputs: ['out'], attributes: {} },
      ],
      constants: [
        { name: 'kernel', dims: [2, 1, 1, 2], values: { float32: Float32Array.of(1.5, -2, 0, 1e-7) } },
        { name: 'shape', dims: [2], values: { int64: [0, -1] } },
      ],
    }
    expect(decodeOnnx(encodeOnnx(graph))).toEqual(graph)
  })

  test('a truncated or altered file is refused or read, never anything else', () => {
    const whole = encodeOnnx(linearEmbedding({ side: 16 }).graph)
    const position = fc.integer({ min: 0, max: whole.length - 1 })
    fc.assert(
      fc.property(position, position, fc.integer({ min: 0, max: 255 }), (end, at, value) => {
        const bytes = whole.slice(0, end)
        if (at < end) bytes[at] = value
        try {
          expect(decodeOnnx(bytes).outputs.length).toBeGreaterThan(0)
        } catch (error) {
          expect(error).toBeInstanceOf(InferenceError)
        }
      }),
    )
  })
})
