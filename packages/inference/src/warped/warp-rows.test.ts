import { createImage, createRng, type Image } from '@maskmirror/core'
import type { Affine } from '@maskmirror/imaging/geometry'
import { describe, expect, test } from 'vitest'
import { createWarpedPreprocess } from './preprocess-warped.ts'
import type { Colour } from './row-samples.ts'
import { createRowWarper } from './warp-rows.ts'

const rng = createRng('warp-rows')

function noise(width: number, height: number): Image {
  return createImage(
    width,
    height,
    3,
    Uint8ClampedArray.from({ length: 3 * width * height }, () => rng.int(256)),
  )
}

/** The same picture in the form that is left to JavaScript. */
function withAlpha({ width, height, data }: Image): Image {
  const pixels = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? rng.int(256) : data[(i >> 2) * 3 + (i & 3)]!,
  )
  return createImage(width, height, 4, pixels)
}

describe('createRowWarper', () => {
  const maps = Array.from({ length: 60 }, () => {
    const angle = 2 * Math.PI * rng.next()
    const scale = 0.3 * 10 ** rng.next()
    const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)]
    const [x, y] = [200 * (rng.next() - 0.3), 160 * (rng.next() - 0.3)] // of the picture, to the middle
    return [cos, -sin, 30 - cos * x + sin * y, sin, 1.2 * cos, 20 - sin * x - 1.2 * cos * y] as Affine
  })
  const upright: Affine[] = [
    [1, 0, 0, 0, 1, 0],
    [1, 0, -17, 0, 1, -5],
    [-2, 0, 90, 0, 0.5, 2.25],
    [0, 1, 0, -1, 0, 80],
    [0.01, 0, 30, 0, 0.01, 20], // all of the picture in a few pixels
  ]

  test.each(['rgb', 'bgr'] as const)('samples as JavaScript does, up to the rounding of float32: %s', (colour) => {
    const image = noise(131, 97)
    const same = withAlpha(image)
    const size = { width: 61, height: 43 }
    const input = { layout: 'nchw', colour, mean: [100, 110, 120], std: [1, 2, 4] } as const
    const preprocess = createWarpedPreprocess(size, { ...input, mean: [...input.mean], std: [...input.std] })
    for (const map of [...upright, ...maps]) {
      const fast = preprocess(image, map).data
      const plain = preprocess(same, map).data
      // places are rounded to 2^-24 pixels, between which a sample changes by 255 levels a pixel at most
      const largest = fast.reduce((most, value, i) => Math.max(most, Math.abs(value - plain[i]!)), 0)
      expect(largest, String(map)).toBeLessThan(1e-4)
    }
  })

  const colours = [0, 1, 2].map((plane) => ({ to: plane * 40 * 30, gain: 1, shift: 0 })) as [Colour, Colour, Colour]
  const createWarper = () => createRowWarper({ width: 40, height: 30 }, colours)

  test('takes only the part of a large picture on which the output lies', () => {
    const image = noise(1200, 700)
    const warper = createWarper()
    const write = warper.load(image, [1, 0, 1150.5, 0, 1, 665])
    write!({ start: 3 * 40 + 2, first: 2, end: 9, a: 1, u: 1150.5, d: 0, v: 668 })
    for (const [plane, { to }] of colours.entries()) {
      const expected = Array.from({ length: 7 }, (_, k) => {
        const at = (668 * 1200 + 1152 + k) * 3 + plane
        return (image.data[at]! + image.data[at + 3]!) / 2
      })
      expect([...warper.output.slice(to + 122, to + 129)]).toEqual(expected)
    }
  })

  test.each<[string, Image, Affine]>([
    ['a part of more than four megabytes', createImage(1200, 1200, 3), [30, 0, 0, 0, 41, 0]],
    ['a picture beside the output', createImage(50, 50, 3), [1, 0, 80, 0, 1, 0]],
    ['places that are no numbers', createImage(50, 50, 3), [Number.NaN, 0, 0, 0, Number.NaN, 0]],
    ['grey', createImage(50, 50, 1), [1, 0, 0, 0, 1, 0]],
  ])('leaves %s to the caller', (_, image, inverse) => {
    expect(createWarper().load(image, inverse)).toBeNull()
  })

  test('what is left to JavaScript comes out as well', () => {
    const image = createImage(1200, 1200, 3)
    const at = (200 * 1200 + 120) * 3
    image.data.set([7, 8, 9], at)
    const input = { layout: 'nchw', colour: 'rgb', mean: [0, 0, 0], std: [1, 1, 1] } as const
    const preprocess = createWarpedPreprocess(
      { width: 40, height: 30 },
      { ...input, mean: [...input.mean], std: [...input.std] },
    )
    const { data } = preprocess(image, [1 / 30, 0, 0, 0, 1 / 40, 0])
    expect(data[5 * 40 + 4]).toBeCloseTo(7)
    expect(data[2 * 1200 + 5 * 40 + 4]).toBeCloseTo(9)
  })
})
