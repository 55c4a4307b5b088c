import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FlatFields, writeFlatbuffer } from '../../test/flatbuffer-writer.ts'
import { temporaryFolder } from '../../test/tiny-models.ts'
import { InferenceError } from '../error.ts'
import { createInferenceRuntime } from '../runtime/runtime.ts'
import { builtin } from './convert-operators.ts'
import { convertTfliteToOnnx } from './convert-tflite.ts'
import { halfToFloat } from './half-float.ts'

/** Builds a TensorFlow Lite file tensor by tensor. */
function tfliteBuilder() {
  const tensors: FlatFields[] = []
  const buffers: FlatFields[] = [{}]
  const operators: FlatFields[] = []
  const codes: number[] = []
  const typeNumbers = { float32: 0, float16: 1, int32: 2 }
  return {
    tensor: (name: string, shape: number[], type: keyof typeof typeNumbers = 'float32', bytes?: Uint8Array) => {
      if (bytes !== undefined) buffers.push({ 0: { bytes } })
      const buffer = bytes === undefined ? 0 : buffers.length - 1
      const number = typeNumbers[type]
      tensors.push({ 0: { int32s: shape }, 1: { int8: number }, 2: { int32: buffer }, 3: { text: name } })
      return tensors.length - 1
    },
    operator: (code: number, inputs: number[], outputs: number[], options?: FlatFields) => {
      if (!codes.includes(code)) codes.push(code)
      operators.push({
        0: { int32: codes.indexOf(code) },
        1: { int32s: inputs },
        2: { int32s: outputs },
        ...(options && { 4: { table: options } }),
      })
    },
    finish: (inputs: number[], outputs: number[]) => {
      const graph = {
        0: { tables: tensors },
        1: { int32s: inputs },
        2: { int32s: outputs },
        3: { tables: operators },
      }
      return writeFlatbuffer(
        {
          0: { int32: 3 },
          1: { tables: codes.map((code) => ({ 0: { int8: code }, 3: { int32: code } })) },
          2: { tables: [graph] },
          4: { tables: buffers },
        },
        'TFL3',
      )
    },
  }
}

const floats = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer)
const integers = (values: readonly number[]) => new Uint8Array(Int32Array.from(values).buffer)

/** Half-precision bits of numbers that half precision holds exactly (multiples of 1/64 below 4). */
function halfBytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(
    Uint16Array.from(values, (value) => {
      if (value === 0) return 0
      const exponent = Math.floor(Math.log2(Math.abs(value)))
      const fraction = Math.round((Math.abs(value) / 2 ** exponent - 1) * 1024)
      return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction
    }).buffer,
  )
}

const size = 6
const channels = 3

/** conv 3×3 stride 2 SAME -> PReLU -> depthwise 3×3 SAME; + max pool 2×2 of the input padded to 4 channels -> add -> reshape -> logistic. */
function smallNetwork() {
  const rng = createRng('weights')
  const draw = (count: number) => Array.from({ length: count }, () => rng.int(128) / 64 - 1)
  const weights = draw(4 * 3 * 3 * channels)
  const bias = draw(4)
  const slope = draw(4)
  const depthwise = draw(3 * 3 * 4)
  const b = tfliteBuilder()
  const input = b.tensor('picture', [1, size, size, channels])
  const half = b.tensor('w16', [4, 3, 3, channels], 'float16', halfBytes(weights))
  const full = b.tensor('w32', [4, 3, 3, channels])
  b.operator(builtin.dequantize, [half], [full])
  const biasTensor = b.tensor('b', [4], 'float32', floats(bias))
  const conv = b.tensor('conv', [1, 3, 3, 4])
  b.operator(builtin.conv2d, [input, full, biasTensor], [conv], { 0: { int8: 0 }, 1: { int32: 2 }, 2: { int32: 2 } })
  const slopeTensor = b.tensor('s', [1, 1, 4], 'float32', floats(slope))
  const active = b.tensor('active', [1, 3, 3, 4])
  b.operator(builtin.prelu, [conv, slopeTensor], [active])
  const dw = b.tensor('dw', [1, 3, 3, 4], 'float32', floats(depthwise))
  const deep = b.tensor('deep', [1, 3, 3, 4])
  b.operator(builtin.depthwiseConv2d, [active, dw], [deep], {
    0: { int8: 0 },
    1: { int32: 1 },
    2: { int32: 1 },
    3: { int32: 1 },
  })
  const pooled = b.tensor('pooled', [1, 3, 3, channels])
  b.operator(builtin.maxPool2d, [input], [pooled], {
    0: { int8: 0 },
    1: { int32: 2 },
    2: { int32: 2 },
    3: { int32: 2 },
    4: { int32: 2 },
  })
  const amounts = b.tensor('p', [4, 2], 'int32', integers([0, 0, 0, 0, 0, 0, 0, 1]))
  const padded = b.tensor('padded', [1, 3, 3, 4])
  b.operator(builtin.pad, [pooled, amounts], [padded])
  const sum = b.tensor('sum', [1, 3, 3, 4])
  b.operator(builtin.add, [deep, padded], [sum], {})
  const flat = b.tensor('flat', [1, 36])
  b.operator(builtin.reshape, [sum], [flat])
  const chance = b.tensor('chance', [1, 36])
  b.operator(builtin.logistic, [flat], [chance])
  return { file: b.finish([input], [sum, chance]), weights, bias, slope, depthwise }
}

/** What TensorFlow computes, written down again: NHWC, SAME with the odd pixel at the end. */
function expectedOf(net: ReturnType<typeof smallNetwork>, picture: Float32Array): number[] {
  const pixel = (y: number, x: number, c: number) =>
    y < 0 || x < 0 || y >= size || x >= size ? null : picture[(y * size + x) * channels + c]!
  const active: number[] = []
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      for (let o = 0; o < 4; o++) {
        let value = net.bias[o]!
        for (let ky = 0; ky < 3; ky++) {
          for (let kx = 0; kx < 3; kx++) {
            for (let c = 0; c < channels; c++) {
              // 6 -> 3 with stride 2 and kernel 3 needs one more pixel: it is added after, not before
              value += (pixel(2 * y + ky, 2 * x + kx, c) ?? 0) * net.weights[((o * 3 + ky) * 3 + kx) * channels + c]!
            }
          }
        }
        active.push(value > 0 ? value : value * net.slope[o]!)
      }
    }
  }
  const result: number[] = []
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      for (let o = 0; o < 4; o++) {
        let value = 0
        for (let ky = 0; ky < 3; ky++) {
          for (let kx = 0; kx < 3; kx++) {
            const [row, column] = [y + ky - 1, x + kx - 1]
            if (row < 0 || column < 0 || row > 2 || column > 2) continue
            value += active[(row * 3 + column) * 4 + o]! * net.depthwise[(ky * 3 + kx) * 4 + o]!
          }
        }
        if (o < channels) {
          const corners = [pixel(2 * y, 2 * x, o), pixel(2 * y, 2 * x + 1, o), pixel(2 * y + 1, 2 * x, o)]
          value += Math.max(...corners.map(Number), Number(pixel(2 * y + 1, 2 * x + 1, o)))
        }
        result.push(value)
      }
    }
  }
  return result
}

describe('convertTfliteToOnnx', () => {
  test('computes what the network computes, for a batch', async () => {
    await using folder = await temporaryFolder()
    const net = smallNetwork()
    const path = join(folder.path, 'net.onnx')
    await writeFile(path, convertTfliteToOnnx(net.file))
    const runtime = createInferenceRuntime({ workers: 1 })
    try {
      const session = await runtime.open(path)
      expect(session.inputs).toEqual([{ name: 'picture', type: 'float32', shape: ['batch', channels, size, size] }])
      expect(session.outputs.map(({ name }) => name)).toEqual(['sum', 'chance'])
      const rng = createRng('pictures')
      const pictures = [0, 1].map(() => Float32Array.from({ length: size * size * channels }, () => rng.normal()))
      const data = new Float32Array(2 * size * size * channels)
      pictures.forEach((picture, n) => {
        picture.forEach((value, i) => {
          const [pixel, c] = [Math.floor(i / channels), i % channels]
          data[(n * channels + c) * size * size + pixel] = value
        })
      })
      const { sum, chance } = await session.run({ picture: { data, dims: [2, channels, size, size] } })
      expect(sum!.dims).toEqual([2, 3, 3, 4])
      expect(chance!.dims).toEqual([2, 36])
      const expected = pictures.flatMap((picture) => expectedOf(net, picture))
      expected.forEach((value, i) => {
        expect(sum!.data[i]).toBeCloseTo(value, 4)
        expect(chance!.data[i]).toBeCloseTo(1 / (1 + Math.exp(-value)), 5)
      })
    } finally {
      await runtime.close()
    }
  })

  test('names an operator that it does not know', () => {
    const b = tfliteBuilder()
    const input = b.tensor('x', [1, 2])
    const output = b.tensor('y', [1, 2])
    b.operator(25, [input], [output]) // SOFTMAX
    expect(() => convertTfliteToOnnx(b.finish([input], [output]))).toThrow(/operator 0 is builtin operator 25/)
  })

  test('a file of another kind, truncated or altered is refused or converted, never anything else', () => {
    expect(() => convertTfliteToOnnx(new Uint8Array(100))).toThrow(/identifier is not TFL3/)
    const { file } = smallNetwork()
    const position = fc.integer({ min: 8, max: file.length - 1 })
    fc.assert(
      fc.property(position, position, fc.integer({ min: 0, max: 255 }), (end, at, value) => {
        const bytes = file.slice(0, Math.max(end, at + 1))
        bytes[at] = value
        try {
          convertTfliteToOnnx(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(InferenceError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('halfToFloat', () => {
  test.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x0400, 2 ** -14],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('%s is %s', (bits, value) => {
    expect(halfToFloat(new Uint8Array(Uint16Array.of(bits).buffer))[0]).toBe(value)
  })
})
