import { createImage, createRng, type Image, type ImageChannels } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resizeImage } from './resize.ts'

const side = fc.integer({ min: 1, max: 40 })

/** The weight of each position of the source in position `i` of a result of `to`. */
function weightsAt(i: number, from: number, to: number): number[] {
  const scale = from / to
  const radius = Math.max(1, scale)
  const centre = (i + 0.5) * scale - 0.5
  const triangle = Array.from({ length: from }, (_, k) => Math.max(0, 1 - Math.abs(k - centre) / radius))
  const sum = triangle.reduce((a, b) => a + b)
  return triangle.map((value) => value / sum)
}

/** Every value from all pixels of the source, without loops that leave any out. */
function naive({ width: fromWidth, height: fromHeight, channels, data }: Image, width: number, height: number): Image {
  const result = createImage(width, height, channels)
  for (let y = 0; y < height; y++) {
    const down = weightsAt(y, fromHeight, height)
    for (let x = 0; x < width; x++) {
      const across = weightsAt(x, fromWidth, width)
      for (let c = 0; c < channels; c++) {
        const column = down.map((_, row) =>
          Math.fround(across.reduce((sum, w, k) => sum + w * data[(row * fromWidth + k) * channels + c]!, 0)),
        )
        result.data[(y * width + x) * channels + c] = down.reduce((sum, w, row) => sum + w * column[row]!, 0)
      }
    }
  }
  return result
}

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

  test('is the plain weighted sum to the last bit, whatever was resized before', () => {
    const channels = fc.constantFrom<ImageChannels>(1, 3, 4)
    fc.assert(
      fc.property(side, side, side, side, channels, fc.integer(), (w, h, width, height, count, seed) => {
        const rng = createRng(`resize-${seed}`)
        const pixels = Uint8ClampedArray.from({ length: w * h * count }, () => rng.int(256))
        const image = createImage(w, h, count, pixels)
        expect(resizeImage(image, width, height)).toEqual(naive(image, width, height))
      }),
    )
  })

  test.each([
    [5, 6000, 3, 4],
    [3, 3, 4000, 12],
  ])('so is what does not fit into the memory at once, %s×%s to %s×%s', (w, h, width, height) => {
    const rng = createRng('bands')
    const pixels = Uint8ClampedArray.from({ length: w * h * 3 }, () => rng.int(256))
    const image = createImage(w, h, 3, pixels)
    expect(resizeImage(image, width, height)).toEqual(naive(image, width, height))
  })

  test('a picture of many rows and columns that become one', () => {
    const image = createImage(3000, 700, 3, new Uint8ClampedArray(3000 * 700 * 3).fill(90))
    image.data.fill(91, image.data.length / 2)
    expect([...resizeImage(image, 1, 2).data]).toEqual([90, 90, 90, 91, 91, 91])
    expect(new Set(resizeImage(image, 3001, 2).data.subarray(0, 9003))).toEqual(new Set([90]))
  })
})
