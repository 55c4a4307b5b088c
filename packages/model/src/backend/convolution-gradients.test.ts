import { createRng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { openBackend } from './open-backend.ts'

type Shape = [number, number, number, number]

interface Case {
  readonly input: Shape
  readonly filter: Shape
  readonly stride: number | [number, number]
  readonly pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding
}

const dense: Case[] = [
  { input: [2, 7, 7, 3], filter: [3, 3, 3, 5], stride: 1, pad: 'same' },
  { input: [3, 8, 8, 4], filter: [3, 3, 4, 6], stride: 2, pad: 'same' },
  { input: [2, 7, 9, 4], filter: [3, 3, 4, 2], stride: 2, pad: 1 },
  { input: [2, 8, 8, 4], filter: [1, 1, 4, 6], stride: 2, pad: 0 },
  { input: [1, 9, 7, 2], filter: [1, 1, 2, 3], stride: 1, pad: 'valid' },
  { input: [2, 15, 14, 3], filter: [7, 7, 3, 4], stride: 2, pad: 3 },
  { input: [2, 11, 12, 2], filter: [5, 3, 2, 3], stride: [3, 2], pad: 'valid' },
  {
    input: [1, 6, 6, 2],
    filter: [2, 2, 2, 2],
    stride: 1,
    pad: [
      [0, 0],
      [3, 0],
      [0, 2],
      [0, 0],
    ],
  }, // more than the kernel
  { input: [1, 4, 4, 1], filter: [4, 4, 1, 1], stride: 1, pad: 'valid' }, // a single output
  { input: [1, 10, 10, 2], filter: [2, 2, 2, 2], stride: 4, pad: 'valid' }, // positions that no tap meets
]

const depthwise: Case[] = [
  { input: [2, 7, 7, 3], filter: [3, 3, 3, 1], stride: 1, pad: 'same' },
  { input: [2, 8, 8, 4], filter: [3, 3, 4, 1], stride: 2, pad: 'same' },
  { input: [2, 9, 7, 2], filter: [3, 5, 2, 1], stride: 2, pad: 1 },
  { input: [2, 6, 6, 3], filter: [3, 3, 3, 2], stride: 1, pad: 'valid' },
  { input: [1, 7, 7, 4], filter: [7, 7, 4, 1], stride: 1, pad: 'valid' },
]

describe('gradients of convolutions on wasm', () => {
  test.each(dense)('equal the reference, $input ∗ $filter, stride $stride, pad $pad', (entry) =>
    compare(entry, tf.conv2d),
  )

  test.each(depthwise)('equal the reference depthwise, $input ∗ $filter, stride $stride, pad $pad', (entry) =>
    compare(entry, tf.depthwiseConv2d),
  )

  test('leave no tensor behind', async () => {
    await openBackend('wasm')
    const before = tf.memory().numTensors
    for (const tensor of gradients(dense[1]!, tf.conv2d)) tensor.dispose()
    for (const tensor of gradients(depthwise[1]!, tf.depthwiseConv2d)) tensor.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

async function compare(entry: Case, convolve: typeof tf.conv2d): Promise<void> {
  const [expected, actual] = [await gradientsOn('cpu', entry, convolve), await gradientsOn('wasm', entry, convolve)]
  for (const [i, values] of expected.entries()) {
    const largest = values.reduce((worst, value, j) => Math.max(worst, Math.abs(value - actual[i]![j]!)), 0)
    expect(largest).toBeLessThan(1e-4)
    expect(values.some((value) => Math.abs(value) > 0.1)).toBe(true)
  }
}

async function gradientsOn(backend: 'cpu' | 'wasm', entry: Case, convolve: typeof tf.conv2d): Promise<Float32Array[]> {
  await openBackend(backend)
  return gradients(entry, convolve).map((tensor) => {
    const values = Float32Array.from(tensor.dataSync())
    tensor.dispose()
    return values
  })
}

/** Of a random projection of the output, to the input and the filter. */
function gradients({ input, filter, stride, pad }: Case, convolve: typeof tf.conv2d): tf.Tensor[] {
  const rng = createRng('gradients of convolutions')
  const random = (shape: number[]) =>
    tf.tensor(
      Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.normal()),
      shape,
    )
  return tf.tidy(() => {
    const convolved = (x: tf.Tensor, f: tf.Tensor) => convolve(x as tf.Tensor4D, f as tf.Tensor4D, stride, pad)
    const [x, f] = [random(input), random(filter)]
    const projection = random(convolved(x, f).shape)
    return tf.grads((...pair) => tf.sum(tf.mul(convolved(pair[0]!, pair[1]!), projection)))([x, f])
  })
}
