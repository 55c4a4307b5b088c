import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/tiny-models.ts'
import { createInferenceRuntime } from '../runtime/runtime.ts'
import { convertMtcnnToOnnx } from './convert-mtcnn.ts'
import { type MtcnnLayer, mtcnnNetworks } from './networks.ts'

/** Bytes of the published weights. */
const fileBytes = 1983400

/** A picture [channel][row][column]. */
type Planes = number[][][]

const rng = createRng('mtcnn')
const weights = Float32Array.from({ length: fileBytes / 4 }, () => (rng.next() - 0.5) * 0.2)

/** The networks once more, as plain loops over the numbers in the order of the file. */
function second(name: string, picture: Planes): Record<string, number[]> {
  let at = 0
  const take = (length: number) => {
    at += length
    return weights.subarray(at - length, at)
  }
  const answers: Record<string, number[]> = {}
  for (const network of mtcnnNetworks) {
    let planes = picture
    let row: number[] | null = null
    const apply = ({ kind, shape }: MtcnnLayer): number[] | Planes => {
      const [w, b] = [take(shape.reduce((a, c) => a * c, 1)), take(shape[0])]
      if (network.name !== name) return []
      if (kind === 'convolution') return convolve(planes, w, b, shape)
      // channel, column, row
      row ??= planes.flatMap((plane) => plane[0]!.flatMap((_, x) => plane.map((values) => values[x]!)))
      const input = row
      return Array.from({ length: shape[0] }, (_, o) =>
        input.reduce((sum, v, i) => sum + v * w[o * shape[1] + i]!, b[o]!),
      )
    }
    for (const { layer, pool } of network.trunk) {
      const out = apply(layer)
      const slopes = take(layer.shape[0])
      if (network.name !== name) continue
      const rectify = (value: number, channel: number) => (value >= 0 ? value : value * slopes[channel]!)
      if (layer.kind === 'dense') {
        row = (out as number[]).map(rectify)
        continue
      }
      planes = (out as Planes).map((plane, c) => plane.map((values) => values.map((value) => rectify(value, c))))
      if (pool !== null) planes = planes.map((plane) => poolMax(plane, pool.side))
    }
    for (const { layer, output } of network.heads) {
      const out = apply(layer)
      if (network.name !== name) continue
      const values = layer.kind === 'dense' ? (out as number[]) : (out as Planes).flat(2)
      answers[`${name}_${output}`] = output === 'scores' ? softmaxOfTwo(values) : values
    }
  }
  expect(at).toBe(weights.length)
  return answers
}

function convolve(planes: Planes, w: Float32Array, b: Float32Array, shape: readonly number[]): Planes {
  const [out = 0, from = 0, side = 0] = shape
  const [height, width] = [planes[0]!.length - side + 1, planes[0]![0]!.length - side + 1]
  return Array.from({ length: out }, (_, o) =>
    Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => {
        let sum = b[o]!
        for (let c = 0; c < from; c++) {
          for (let i = 0; i < side; i++) {
            for (let j = 0; j < side; j++) {
              sum += planes[c]![y + i]![x + j]! * w[((o * from + c) * side + i) * side + j]!
            }
          }
        }
        return sum
      }),
    ),
  )
}

/** Stride 2; windows that reach over the border count what is there. */
function poolMax(plane: number[][], side: number): number[][] {
  const steps = (length: number) => Math.ceil((length - side) / 2) + 1
  return Array.from({ length: steps(plane.length) }, (_, y) =>
    Array.from({ length: steps(plane[0]!.length) }, (_, x) =>
      Math.max(...plane.slice(2 * y, 2 * y + side).flatMap((values) => values.slice(2 * x, 2 * x + side))),
    ),
  )
}

/** The first half of the values against the second. */
function softmaxOfTwo(values: readonly number[]): number[] {
  const half = values.length / 2
  return values.map((value, i) => 1 / (1 + Math.exp(values[(i + half) % values.length]! - value)))
}

describe('convertMtcnnToOnnx', () => {
  test.each([
    { name: 'pnet', height: 17, width: 22 }, // neither side fits the pooling
    { name: 'rnet', height: 24, width: 24 },
    { name: 'onet', height: 48, width: 48 },
  ])('$name says what plain loops over the same weights say', async ({ name, height, width }) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'mtcnn.onnx')
    await writeFile(path, convertMtcnnToOnnx(new Uint8Array(weights.buffer)))
    const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
    await using _ = { [Symbol.asyncDispose]: () => runtime.close() }
    const session = await runtime.open(path)
    const planes = Array.from({ length: 3 }, () =>
      Array.from({ length: height }, () => Array.from({ length: width }, () => Math.fround(rng.next() * 2 - 1))),
    )
    const nothing = (side: number) => ({ data: new Float32Array(0), dims: [0, 3, side, side] })
    const picture = { data: Float32Array.from(planes.flat(2)), dims: [1, 3, height, width] }
    const expected = second(name, planes)
    const outputs = await session.run(
      { pnet: nothing(12), rnet: nothing(24), onet: nothing(48), [name]: picture },
      Object.keys(expected),
    )
    for (const [output, values] of Object.entries(expected)) {
      const { data } = outputs[output]!
      expect(data).toHaveLength(values.length)
      data.forEach((value, i) => {
        expect(Math.abs(value - values[i]!)).toBeLessThan(1e-5 * Math.max(1, Math.abs(values[i]!)))
      })
    }
  })

  test('refuses what has another length', () => {
    expect(() => convertMtcnnToOnnx(new Uint8Array(fileBytes - 4))).toThrow(
      /Expected MTCNN’s weights to be 1983400 bytes but received 1983396/,
    )
  })
})
