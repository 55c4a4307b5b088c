import { createImage, createRng, type Image, type ImageChannels } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Affine, invertAffine } from '../geometry/affine.ts'
import { type Homography, invertHomography } from '../geometry/homography.ts'
import type { Border } from './sample.ts'
import { sampleBilinear } from './sample.ts'
import { warpAffine } from './warp-affine.ts'
import { warpPerspective } from './warp-perspective.ts'

function noise(width: number, height: number, channels: ImageChannels, seed: string): Image {
  const rng = createRng(seed)
  const data = Uint8ClampedArray.from({ length: width * height * channels }, () => rng.int(256))
  return createImage(width, height, channels, data)
}

/** Every pixel by the general sample, without the fast run in the middle of a row. */
function naive(source: Image, width: number, height: number, border: Border, inverse: Homography): Image {
  const result = createImage(width, height, source.channels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const w = inverse[6] * x + inverse[7] * y + inverse[8]
      const offset = (y * width + x) * source.channels
      if (w > 1e-9) {
        const u = (inverse[0] * x + inverse[1] * y + inverse[2]) / w
        const v = (inverse[3] * x + inverse[4] * y + inverse[5]) / w
        sampleBilinear(source, u, v, border, result.data, offset)
      } else if (border !== 'edge') result.data.fill(border, offset, offset + source.channels)
    }
  }
  return result
}

describe('warpAffine', () => {
  test.each([1, 3, 4] as const)('the identity changes nothing, %s channels', (channels) => {
    const image = noise(9, 7, channels, 'identity')
    expect(warpAffine(image, [1, 0, 0, 0, 1, 0], { width: 9, height: 7 })).toEqual(image)
  })

  test('a quarter turn about the centre moves each pixel to its place', () => {
    const image = noise(8, 8, 1, 'turn')
    const turned = warpAffine(image, [0, -1, 7, 1, 0, 0], { width: 8, height: 8 })
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) expect(turned.data[y * 8 + x]).toBe(image.data[(7 - x) * 8 + y])
    }
  })

  test('half a pixel is the mean of two, mixed with the border outside', () => {
    const image = createImage(3, 1, 1, Uint8ClampedArray.of(10, 20, 40))
    const half: Affine = [1, 0, 0.5, 0, 1, 0]
    expect([...warpAffine(image, half, { width: 5, height: 1 }).data]).toEqual([5, 15, 30, 20, 0])
    expect([...warpAffine(image, half, { width: 5, height: 1, border: 200 }).data]).toEqual([105, 15, 30, 120, 200])
    expect([...warpAffine(image, half, { width: 5, height: 1, border: 'edge' }).data]).toEqual([10, 15, 30, 40, 40])
  })

  test('the fast run in the middle equals the general sample', () => {
    const entry = fc.double({ min: -2, max: 2, noNaN: true })
    const shift = fc.double({ min: -20, max: 20, noNaN: true })
    const map = fc
      .tuple(entry, entry, shift, entry, entry, shift)
      .filter(([a, b, , d, e]) => Math.abs(a * e - b * d) > 0.05) as fc.Arbitrary<Affine>
    const border = fc.constantFrom<Border>(0, 77, 'edge')
    const channels = fc.constantFrom<ImageChannels>(1, 3, 4)
    fc.assert(
      fc.property(map, border, channels, (affine, rule, count) => {
        const image = noise(13, 11, count, 'run')
        const [a, b, c, d, e, f] = invertAffine(affine)
        const expected = naive(image, 17, 15, rule, [a, b, c, d, e, f, 0, 0, 1])
        expect(warpAffine(image, affine, { width: 17, height: 15, border: rule })).toEqual(expected)
      }),
    )
  })

  test.each<[string, Affine, number]>([
    ['a part of a large picture', [0.9, 0.3, -160, -0.3, 0.9, 30], 40],
    ['so much of it that a copy would not pay', [0.05, 0.01, 1, -0.01, 0.05, 2], 12],
  ])('%s comes out as sample by sample', (_, map, side) => {
    const image = noise(400, 300, 3, 'part')
    const [a, b, c, d, e, f] = invertAffine(map)
    const expected = naive(image, side, side, 0, [a, b, c, d, e, f, 0, 0, 1])
    expect(warpAffine(image, map, { width: side, height: side })).toEqual(expected)
    expect(expected.data.filter((value) => value > 0).length).toBeGreaterThan(side * side)
  })

  test('a map far away gives the border only', () => {
    const image = noise(5, 5, 3, 'far')
    const data = warpAffine(image, [1, 0, 1e9, 0, 1, 0], { width: 4, height: 4, border: 9 }).data
    expect(new Set(data)).toEqual(new Set([9]))
  })
})

describe('warpPerspective', () => {
  test('an affine map gives what warpAffine gives', () => {
    const image = noise(20, 16, 3, 'affine')
    const map: Affine = [0.9, 0.2, 3, -0.1, 1.1, 2]
    const options = { width: 24, height: 18, border: 50 }
    expect(warpPerspective(image, [...map, 0, 0, 1], options)).toEqual(warpAffine(image, map, options))
  })

  test('the fast run in the middle equals the general sample, also near the horizon', () => {
    const tilt = fc.double({ min: -0.08, max: 0.08, noNaN: true })
    const shift = fc.double({ min: -8, max: 8, noNaN: true })
    fc.assert(
      fc.property(tilt, tilt, shift, fc.constantFrom<Border>(0, 40, 'edge'), (g, h, x, border) => {
        const map: Homography = [1.1, 0.2, x, -0.1, 0.9, 3, g, h, 1]
        const image = noise(14, 12, 3, 'tilt')
        const expected = naive(image, 16, 16, border, invertHomography(map))
        expect(warpPerspective(image, map, { width: 16, height: 16, border })).toEqual(expected)
      }),
    )
  })

  test('what lies behind the camera is border', () => {
    const image = createImage(4, 4, 1, new Uint8ClampedArray(16).fill(255))
    // w = 1 - x/2 vanishes at x = 2 of the source's inverse: right of it nothing may show
    const inverse: Homography = [1, 0, 0, 0, 1, 0, -0.5, 0, 1]
    const warped = warpPerspective(image, invertHomography(inverse), { width: 8, height: 1, border: 7 })
    expect([...warped.data.slice(2)]).toEqual([7, 7, 7, 7, 7, 7])
  })
})
