import { createImage, createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { preprocess } from './preprocess.ts'

const pixels = createImage(2, 1, 3, Uint8ClampedArray.of(10, 20, 30, 40, 50, 60))
const plain = { mean: [0, 0, 0], std: [1, 1, 1] } as { mean: [number, number, number]; std: [number, number, number] }

describe('preprocess', () => {
  test.each([
    ['nchw', 'rgb', [10, 40, 20, 50, 30, 60], [1, 3, 1, 2]],
    ['nchw', 'bgr', [30, 60, 20, 50, 10, 40], [1, 3, 1, 2]],
    ['nhwc', 'rgb', [10, 20, 30, 40, 50, 60], [1, 1, 2, 3]],
    ['nhwc', 'bgr', [30, 20, 10, 60, 50, 40], [1, 1, 2, 3]],
  ] as const)('%s %s', (layout, colour, values, dims) => {
    const tensor = preprocess([pixels], { layout, colour, ...plain })
    expect([...tensor.data]).toEqual(values)
    expect(tensor.dims).toEqual(dims)
  })

  test('mean and std follow the channel order of the model', () => {
    const input = { layout: 'nchw', colour: 'bgr', mean: [30, 20, 10], std: [1, 2, 5] } as const
    const { data } = preprocess([pixels], { ...input, mean: [...input.mean], std: [...input.std] })
    expect([...data]).toEqual([0, 30, 0, 15, 0, 6])
  })

  test('grey is repeated, alpha ignored, missing rows are zero', () => {
    const grey = createImage(1, 1, 1, Uint8ClampedArray.of(7))
    const clear = createImage(1, 1, 4, Uint8ClampedArray.of(1, 2, 3, 0))
    const { data, dims } = preprocess([grey, clear], { layout: 'nchw', colour: 'rgb', ...plain }, { count: 3 })
    expect([...data]).toEqual([7, 7, 7, 1, 2, 3, 0, 0, 0])
    expect(dims).toEqual([3, 3, 1, 1])
  })
})

describe('preprocess into a larger input', () => {
  const dot = createImage(1, 1, 3, Uint8ClampedArray.of(10, 20, 30))
  const mean = [1, 2, 3] as [number, number, number]

  test('puts the picture into the upper left corner of black', () => {
    const { data, dims } = preprocess(
      [dot],
      { layout: 'nchw', colour: 'rgb', mean, std: [1, 1, 1] },
      { width: 2, height: 2 },
    )
    expect(dims).toEqual([1, 3, 2, 2])
    expect([...data]).toEqual([9, -1, -1, -1, 18, -2, -2, -2, 27, -3, -3, -3])
  })

  test('an array that was used before holds nothing of it afterwards', () => {
    const input = { layout: 'nhwc', colour: 'bgr', ...plain } as const
    const options = { width: 2, height: 1, count: 2, allocate: (length: number) => new Float32Array(length).fill(9) }
    const { data } = preprocess([dot], { ...input, mean: [0, 0, 0] }, options)
    expect([...data]).toEqual([30, 20, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  test('refuses a larger picture', () => {
    const wide = createImage(3, 1, 3)
    const input = { layout: 'nchw', colour: 'rgb', ...plain } as const
    expect(() => preprocess([dot, wide], { ...input, mean })).toThrow('at most 1×1 pixels but picture 1 has 3×1')
  })
})

describe('RGB into planes', () => {
  const side = fc.integer({ min: 1, max: 23 })
  const level = fc.constantFrom(0, 127.5, 128, 104, 123.675) // the last one is left to JavaScript

  test('is to the last bit what the same pixels with an alpha give', () => {
    fc.assert(
      fc.property(
        fc.tuple(side, side, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
        fc.tuple(level, level, level),
        fc.tuple(fc.constantFrom(1, 127.5, 0.1), fc.constantFrom(255, 128), fc.constantFrom(58.395, 3)),
        fc.constantFrom('rgb', 'bgr'),
        ([width, height, right, below], mean, std, colour) => {
          const rng = createRng('planes')
          const pixels = Array.from({ length: width * height }, () => [rng.int(256), rng.int(256), rng.int(256)])
          const plain = createImage(width, height, 3, Uint8ClampedArray.from(pixels.flat()))
          const withAlpha = Uint8ClampedArray.from(pixels.flatMap((pixel) => [...pixel, 9]))
          const input = { layout: 'nchw', colour, mean, std } as const
          const size = { width: width + right, height: height + below }
          const expected = preprocess([createImage(width, height, 4, withAlpha)], input, size)
          expect(preprocess([plain], input, size)).toEqual(expected)
        },
      ),
    )
  })

  test('a large picture leaves nothing in a smaller one', () => {
    const input = { layout: 'nchw', colour: 'rgb', ...plain } as const
    const bright = createImage(90, 80, 3, new Uint8ClampedArray(90 * 80 * 3).fill(200))
    preprocess([bright], input)
    expect(new Set(preprocess([createImage(20, 10, 3)], input, { width: 32, height: 32 }).data)).toEqual(new Set([0]))
  })
})
