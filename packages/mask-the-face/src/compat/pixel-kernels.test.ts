import { createImage, createRng, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { blendColour, blendPattern } from './blend-template.ts'
import { drawTemplate } from './draw-template.ts'
import { createHsvTables, roundHalfEven } from './hsv-tables.ts'
import { scaledBytes, sumOfValue } from './mean-value.ts'
import { resizePattern } from './resize-pattern.ts'
import { createBrightnessThenSaturation, scaleHsv } from './scale-hsv.ts'
import { templateTexels } from './template-texels.ts'
import { templateWarp } from './template-warp.ts'

const tables = createHsvTables()
const same = scaledBytes(1)
const identity = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

function rgba(width: number, height: number, ...values: number[]): Image {
  return createImage(width, height, 4, Uint8ClampedArray.from(values))
}

test('roundHalfEven', () => {
  expect([0.5, 1.5, 2.5, -0.5, 2.4999, 1e9 + 0.5].map((value) => roundHalfEven(value) + 0)).toEqual([
    0, 2, 2, 0, 2, 1e9,
  ])
})

describe('scaleHsv', () => {
  const through = (pixel: number[], saturation: Uint8Array, value: Uint8Array, x = 0, pictureWidth = 32) => {
    const pixels = Uint8Array.of(...pixel, 7)
    scaleHsv({ pixels, count: 1, x, pictureWidth }, tables, saturation, value)
    expect(pixels[3]).toBe(7)
    return [...pixels.subarray(0, 3)]
  }

  test('pure colours and black are kept', () => {
    for (const colour of [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 255],
      [255, 255, 0],
      [0, 0, 0],
    ]) {
      expect(through(colour, same, same)).toEqual(colour)
    }
  })

  test('half of V halves a pure colour and cuts: 127.5 -> 127', () => {
    expect(through([0, 255, 0], same, scaledBytes(0.5))).toEqual([0, 127, 0])
  })

  test('no S leaves V as grey', () => {
    expect(through([200, 40, 90], scaledBytes(0), same)).toEqual([200, 200, 200])
  })

  test('the last columns of a row round, all others cut', () => {
    // S = (1 * 255) / 2 = 128, so the two darker channels come back as 2 * (1 - 128/255) = 0.996
    expect(through([2, 1, 1], same, same, 31, 40)).toEqual([2, 0, 0])
    expect(through([2, 1, 1], same, same, 32, 40)).toEqual([2, 1, 1])
  })

  test('a row is cut between the two kinds where they meet', () => {
    const pixels = Uint8Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 2 : 1))
    scaleHsv({ pixels, count: 4, x: 30, pictureWidth: 40 }, tables, same, same)
    expect([1, 5, 9, 13].map((i) => pixels[i])).toEqual([0, 0, 1, 1])
  })
})

test('brightness then saturation remember colours and give what two passes give', () => {
  const rng = createRng('remembered')
  const factors = { value: scaledBytes(1.31), saturation: scaledBytes(0.69), same }
  const adjust = createBrightnessThenSaturation(tables, factors)
  // more colours than are remembered, each several times, up to the last columns, which round
  const colours = Array.from({ length: 9000 }, () => [rng.int(256), rng.int(256), rng.int(256)])
  for (let round = 0; round < 40; round++) {
    const pixels = Uint8Array.from({ length: 1000 * 4 }, () => 0)
    for (let i = 0; i < 1000; i++) pixels.set([...rng.pick(colours), rng.int(256)], i * 4)
    const passes = pixels.slice()
    const row = { count: 1000, x: 20, pictureWidth: 1030 }
    scaleHsv({ ...row, pixels: passes }, tables, same, factors.value)
    scaleHsv({ ...row, pixels: passes }, tables, factors.saturation, same)
    adjust({ ...row, pixels })
    expect(pixels).toEqual(passes)
  }
})

describe('blending', () => {
  test('halves go to the even number, transparent pixels become black', () => {
    const template = rgba(3, 1, 2, 3, 4, 255, 2, 3, 4, 1, 9, 9, 9, 0)
    expect([...blendColour(template, [1, 2, 5], 0.5).data]).toEqual([2, 2, 4, 255, 2, 2, 4, 1, 0, 0, 0, 0])
    const pattern = createImage(3, 1, 3, Uint8ClampedArray.of(1, 2, 5, 101, 0, 255, 1, 1, 1))
    expect([...blendPattern(template, pattern, 0.5).data]).toEqual([2, 2, 4, 255, 52, 2, 130, 1, 0, 0, 0, 0])
  })

  test.each([
    { weight: 0, expected: [10, 20, 30] },
    { weight: 1, expected: [200, 100, 0] },
  ])('weight $weight', ({ weight, expected }) => {
    expect([...blendColour(rgba(1, 1, 10, 20, 30, 255), [200, 100, 0], weight).data]).toEqual([...expected, 255])
  })
})

describe('resizePattern', () => {
  test('two pixels to four: quarters between them, edges kept', () => {
    const image = createImage(2, 1, 3, Uint8ClampedArray.of(0, 0, 0, 100, 200, 40))
    const reds = [...resizePattern(image, 4, 1).data].filter((_, i) => i % 3 === 0)
    expect(reds).toEqual([0, 25, 75, 100])
  })

  test('half the size is the mean of four', () => {
    const image = createImage(2, 2, 3, Uint8ClampedArray.of(1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 255))
    expect([...resizePattern(image, 1, 1).data]).toEqual([3, 0, 64]) // 2.5 and 63.75, rounded up
  })
})

describe('templateWarp', () => {
  const drawAll = (texels: ReturnType<typeof templateTexels>, matrix: Float64Array, width: number, y: number) => {
    const row = new Int32Array(width)
    templateWarp(texels, matrix, width, 8).drawRow(y, 0, width, row)
    return row
  }

  test('half a texel to the right is the mean of neighbours, with nothing beyond the edge', () => {
    const texels = templateTexels(rgba(2, 1, 100, 0, 0, 255, 200, 0, 0, 255))
    const bytes = new Uint8Array(drawAll(texels, Float64Array.of(1, 0, 0.5, 0, 1, 0, 0, 0, 1), 4, 0).buffer)
    expect([...bytes.subarray(0, 16)]).toEqual([50, 0, 0, 128, 150, 0, 0, 255, 100, 0, 0, 128, 0, 0, 0, 0])
  })

  test('outside of a row’s span there is nothing, for any map', () => {
    const rng = createRng('spans')
    const noise = Uint8ClampedArray.from({ length: 9 * 7 * 4 }, () => 1 + rng.int(255))
    const texels = templateTexels(createImage(9, 7, 4, noise))
    const span = new Int32Array(2)
    let drawn = 0
    let spanned = 0
    for (let i = 0; i < 300; i++) {
      const [a, b] = [rng.uniform(1, 4), rng.uniform(0.5, 1.5)]
      const shear = () => rng.uniform(-1, 1)
      const bend = () => rng.uniform(-0.15, 0.15) // often with a horizon through the picture
      const matrix = Float64Array.of(
        a,
        shear(),
        rng.uniform(-10, 25),
        shear(),
        b,
        rng.uniform(-6, 5),
        bend(),
        bend(),
        1,
      )
      for (let y = 0; y < 8; y++) {
        templateWarp(texels, matrix, 40, 8).spanOf(y, span)
        const row = drawAll(texels, matrix, 40, y)
        expect(
          row.subarray(0, span[0]).every((word) => word === 0) && row.subarray(span[1]).every((word) => word === 0),
        ).toBe(true)
        drawn += row.filter((word) => word !== 0).length
        spanned += span[1]! - span[0]!
      }
    }
    expect(drawn).toBeGreaterThan(5000)
    expect(spanned).toBeLessThan(3 * drawn) // spans are tight, not whole rows
  })

  test('a map without inverse shows the first texel everywhere, as in OpenCV', () => {
    const texels = templateTexels(rgba(1, 1, 9, 8, 7, 255))
    const singular = Float64Array.of(1, 0, 0, 2, 0, 0, 0, 0, 1)
    const span = new Int32Array(2)
    templateWarp(texels, singular, 3, 8).spanOf(5, span)
    expect([...span]).toEqual([0, 3])
    expect(new Set(drawAll(texels, singular, 3, 5)).size).toBe(1)
  })
})

describe('drawTemplate', () => {
  // one opaque grey texel, one half transparent, two empty: mean V is (100 + 40) / 4 = 35
  const texels = templateTexels(rgba(2, 2, 100, 100, 100, 255, 40, 40, 40, 128, 0, 0, 0, 0, 0, 0, 0, 0))
  const picture = () => createImage(4, 2, 3, new Uint8ClampedArray(24).fill(86))
  const draw = (image: Image, filling: 'template' | 'black') =>
    drawTemplate(image, { texels, matrix: identity, filling, tables, valueSum: sumOfValue(image) })

  test('opaque replaces, partial is added at full weight, both brighter by the difference of means', () => {
    const image = picture()
    const drawing = draw(image, 'template')
    expect(drawing.brightness).toBe(1 + (86 - 35) / 255) // 1.2
    expect(drawing.saturation).toBe(1 - (86 - 35) / 255)
    const reds = [...image.data].filter((_, i) => i % 3 === 0)
    // in the last columns values round: V 100 * 1.2 = 120; V 40 * 1.2 = 48, and 86 + 48
    expect(reds).toEqual([120, 134, 86, 86, 86, 86, 86, 86])
    expect([...drawing.alpha.data]).toEqual([255, 128, 0, 0, 0, 0, 0, 0])
    expect(drawing.box).toEqual({ x: 0, y: 0, endX: 2, endY: 1 })
    expect(drawing.valueSum).toBe(sumOfValue(image))
  })

  test('sums beyond white are white', () => {
    const image = createImage(4, 2, 3, new Uint8ClampedArray(24).fill(250))
    expect(draw(image, 'template').valueSum).toBe(sumOfValue(image))
    expect(image.data[3]).toBe(255)
  })

  test('black blackens opaque pixels only', () => {
    const image = picture()
    draw(image, 'black')
    expect([...image.data].filter((_, i) => i % 3 === 0)).toEqual([0, 86, 86, 86, 86, 86, 86, 86])
  })

  test('a mask beside the picture changes nothing and has an empty box', () => {
    const image = picture()
    const matrix = Float64Array.of(1, 0, 50, 0, 1, 0, 0, 0, 1)
    const { box } = drawTemplate(image, { texels, matrix, filling: 'template', tables, valueSum: sumOfValue(image) })
    expect(box.x >= box.endX).toBe(true)
    expect(image).toEqual(picture())
  })
})
