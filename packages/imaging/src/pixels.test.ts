import { createImage, createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { alphaBlend } from './alpha-blend.ts'
import { toGrey, toRgb } from './channels.ts'
import { cropImage } from './crop.ts'
import { fillPolygon } from './fill-polygon.ts'
import { oklabOf, toOklab } from './oklab.ts'

const bytes = (...values: number[]) => Uint8ClampedArray.from(values)

describe('alphaBlend', () => {
  test('alpha 0 keeps, 255 replaces, half is the mean', () => {
    const bottom = createImage(3, 1, 3, bytes(10, 20, 30, 10, 20, 30, 10, 20, 30))
    const top = createImage(3, 1, 4, bytes(99, 99, 99, 0, 200, 0, 100, 255, 110, 120, 130, 128))
    expect([...alphaBlend(bottom, top).data]).toEqual([10, 20, 30, 200, 0, 100, 60, 70, 80])
  })

  test('does not change its input', () => {
    const bottom = createImage(1, 1, 3, bytes(1, 2, 3))
    alphaBlend(bottom, createImage(1, 1, 4, bytes(9, 9, 9, 255)))
    expect([...bottom.data]).toEqual([1, 2, 3])
  })

  test.each([
    [createImage(2, 1, 3), createImage(1, 1, 4)],
    [createImage(1, 1, 4), createImage(1, 1, 4)],
    [createImage(1, 1, 3), createImage(1, 1, 3)],
  ])('rejects shapes that do not fit', (bottom, top) => {
    expect(() => alphaBlend(bottom, top)).toThrow(/RGB bottom and an RGBA top of the same size/)
  })
})

describe('channels', () => {
  test('toRgb repeats grey, drops alpha, passes RGB through', () => {
    expect([...toRgb(createImage(2, 1, 1, bytes(5, 9))).data]).toEqual([5, 5, 5, 9, 9, 9])
    expect([...toRgb(createImage(1, 1, 4, bytes(1, 2, 3, 4))).data]).toEqual([1, 2, 3])
    const rgb = createImage(1, 1, 3)
    expect(toRgb(rgb)).toBe(rgb)
  })

  test('toGrey has the weights of BT.601 and keeps grey', () => {
    expect([...toGrey(createImage(4, 1, 3, bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90))).data]).toEqual([
      76, 150, 29, 90,
    ])
    const grey = createImage(1, 1, 1)
    expect(toGrey(grey)).toBe(grey)
  })
})

describe('cropImage', () => {
  const image = createImage(3, 2, 1, bytes(1, 2, 3, 4, 5, 6))

  test.each([
    { box: { x: 1, y: 0, width: 2, height: 2 }, expected: [2, 3, 5, 6] },
    { box: { x: -1, y: -1, width: 3, height: 2 }, expected: [0, 0, 0, 0, 1, 2] },
    { box: { x: 2, y: 1, width: 2, height: 2 }, expected: [6, 0, 0, 0] },
    { box: { x: 9, y: 9, width: 1, height: 1 }, expected: [0] },
  ])('$box', ({ box, expected }) => {
    expect([...cropImage(image, box).data]).toEqual(expected)
  })

  test('rejects broken pixels', () => {
    expect(() => cropImage(image, { x: 0.5, y: 0, width: 1, height: 1 })).toThrow(/box\.x and box\.y to be whole/)
    expect(() => cropImage(image, { x: 0, y: 0, width: 0, height: 1 })).toThrow(/positive integers/)
  })
})

describe('fillPolygon', () => {
  test('a rectangle, a point order of either sense, and parts outside', () => {
    const rows = (points: number[]) => {
      const { data } = fillPolygon(4, 3, points)
      return [0, 1, 2].map((y) => [...data.slice(y * 4, y * 4 + 4)].map((v) => (v === 255 ? '#' : '.')).join(''))
    }
    expect(rows([0.5, 0.5, 2.5, 0.5, 2.5, 1.5, 0.5, 1.5])).toEqual(['....', '.##.', '....'])
    expect(rows([0.5, 1.5, 2.5, 1.5, 2.5, 0.5, 0.5, 0.5])).toEqual(['....', '.##.', '....'])
    expect(rows([-9, -9, 1.5, -9, 1.5, 9, -9, 9])).toEqual(['##..', '##..', '##..'])
    expect(rows([10, 10, 12, 10, 11, 12])).toEqual(['....', '....', '....'])
  })

  test('the area of a large triangle', () => {
    const { data } = fillPolygon(200, 200, [10, 10, 190, 40, 60, 180])
    const area = data.reduce((sum, value) => sum + (value === 255 ? 1 : 0), 0)
    const exact = Math.abs((190 - 10) * (180 - 10) - (60 - 10) * (40 - 10)) / 2
    expect(Math.abs(area - exact)).toBeLessThan(0.01 * exact)
  })
})

describe('OKLab', () => {
  // values of the reference implementation at bottosson.github.io/posts/oklab
  test.each([
    { rgb: [255, 255, 255] as const, lab: [1, 0, 0] },
    { rgb: [255, 0, 0] as const, lab: [0.62796, 0.22486, 0.12585] },
    { rgb: [0, 255, 0] as const, lab: [0.86644, -0.23389, 0.1795] },
    { rgb: [0, 0, 255] as const, lab: [0.45201, -0.03246, -0.31153] },
    { rgb: [0, 0, 0] as const, lab: [0, 0, 0] },
  ])('$rgb', ({ rgb, lab }) => {
    oklabOf(rgb).forEach((value, i) => {
      expect(value).toBeCloseTo(lab[i]!, 3)
    })
  })

  test('a picture and its pixels agree, grey has no chroma', () => {
    const rng = createRng('lab')
    const image = createImage(
      4,
      4,
      3,
      Uint8ClampedArray.from({ length: 48 }, () => rng.int(256)),
    )
    const lab = toOklab(image)
    const one = oklabOf([image.data[21]!, image.data[22]!, image.data[23]!])
    one.forEach((value, k) => {
      expect(lab[21 + k]).toBeCloseTo(value, 6)
    })
    const grey = toOklab(createImage(1, 1, 1, bytes(128)))
    expect(Math.hypot(grey[1]!, grey[2]!)).toBeLessThan(1e-4)
    expect(oklabOf([128.5, 10.2, 3])[0]).toBeGreaterThan(oklabOf([128, 10, 3])[0])
  })
})
