import { createImage, createRng, type ImageChannels } from '@maskmirror/core'
import { warpAffine } from '@maskmirror/imaging'
import type { Affine } from '@maskmirror/imaging/geometry'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { preprocess } from '../preprocess/preprocess.ts'
import { createWarpedPreprocess } from './preprocess-warped.ts'

describe('createWarpedPreprocess', () => {
  test('is warpAffine and preprocess in one, up to the rounding to 8 bits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.double({ min: -15, max: 15, noNaN: true }),
        fc.constantFrom<ImageChannels>(1, 3, 4),
        fc.constantFrom('nchw', 'nhwc'),
        fc.constantFrom('rgb', 'bgr'),
        (angle, scale, shift, channels, layout, colour) => {
          const rng = createRng('warp')
          const pixels = Uint8ClampedArray.from({ length: 13 * 9 * channels }, () => rng.int(256))
          const image = createImage(13, 9, channels, pixels)
          const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)]
          const map: Affine = [cos, -sin, shift, sin, cos, -shift / 2]
          const input = { layout, colour, mean: [10, 20, 30], std: [1, 2, 3] } as const
          const card = { ...input, mean: [...input.mean], std: [...input.std] } as Parameters<typeof preprocess>[1]
          const size = { width: 11, height: 10 }
          const one = createWarpedPreprocess(size, card)(image, map)
          const two = preprocess([warpAffine(image, map, size)], card)
          expect(one.dims).toEqual(two.dims)
          one.data.forEach((value, i) => {
            expect(Math.abs(value - two.data[i]!)).toBeLessThan(0.501)
          })
        },
      ),
      { numRuns: 60 },
    )
  })
})
