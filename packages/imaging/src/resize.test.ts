import { createImage, createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resizeImage } from './resize.ts'

const side = fc.integer({ min: 1, max: 40 })

describe('resizeImage', () => {
  test('a constant stays', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 0, max: 255 }), (w, h, width, height, value) => {
        const image = createImage(w, h, 3, new Uint8ClampedArray(w * h * 3).fill(value))
        expect(new Set(resizeImage(image, width, height).data)).toEqual(new Set([value]))
      }),
    )
  })

  test('the same size is the same picture', () => {
    const rng = createRng('same')
    const image = createImage(
      7,
      5,
      4,
      Uint8ClampedArray.from({ length: 140 }, () => rng.int(256)),
    )
    expect(resizeImage(image, 7, 5)).toEqual(image)
  })

  test.each([2, 3, 4, 8])('shrinking by %s keeps the mean and leaves no alias of a checkerboard', (factor) => {
    const width = 8 * factor
    const board = createImage(
      width,
      width,
      1,
      Uint8ClampedArray.from({ length: width * width }, (_, i) => ((i % width) + Math.floor(i / width)) % 2) // 0 and 1
        .map((value) => value * 200),
    )
    const small = resizeImage(board, 8, 8).data
    const mean = small.reduce((a, b) => a + b, 0) / small.length
    expect(Math.abs(mean - 100)).toBeLessThan(1)
    // inner pixels: the checkerboard is gone but for what the triangle leaves of it
    const inner = [...small].filter((_, i) => i % 8 > 0 && i % 8 < 7 && i >= 8 && i < 56)
    expect(Math.max(...inner) - Math.min(...inner)).toBeLessThanOrEqual(factor === 3 ? 30 : 2)
  })

  test('growing a ramp is linear between the centres', () => {
    const grown = resizeImage(createImage(2, 1, 1, Uint8ClampedArray.of(0, 100)), 4, 1)
    expect([...grown.data]).toEqual([0, 25, 75, 100])
  })
})
