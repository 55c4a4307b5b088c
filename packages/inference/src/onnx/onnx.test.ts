import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linearEmbedding } from '../../test/tiny-models.ts'
import { InferenceError } from '../error.ts'
import { encodeOnnx } from './encode-onnx.ts'
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
