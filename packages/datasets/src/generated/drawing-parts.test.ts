import { createImage, createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blurPlane } from './blur.ts'
import { mixRgb, rgbOnScale, scaleRgb, toHex } from './colour.ts'
import { inkHairs } from './ink-hairs.ts'
import { createSkinTexture } from './skin-texture.ts'
import { sampleSmoothCurve, smoothPath } from './smooth-curve.ts'
import { spreadBeyondEdge } from './spread-beyond-edge.ts'

describe('blurPlane', () => {
  test('leaves a constant alone, up to the edges', () => {
    const plane = new Float32Array(12 * 9 * 3).fill(100)
    blurPlane(plane, 12, 9, 3, 0.9)
    for (const value of plane) expect(value).toBeCloseTo(100, 3)
  })

  test('a point becomes the two-dimensional bell', () => {
    const plane = new Float32Array(15 * 15)
    plane[7 * 15 + 7] = 1
    blurPlane(plane, 15, 15, 1, 1)
    const bell = (d: number) => Math.exp(-0.5 * d * d)
    const sum = bell(0) + 2 * (bell(1) + bell(2) + bell(3))
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 2],
      [2, 3],
    ] as const) {
      expect(plane[(7 + dy) * 15 + 7 + dx]).toBeCloseTo((bell(dx) * bell(dy)) / sum ** 2, 6)
    }
    expect(plane[7 * 15 + 11]).toBe(0)
  })
})

describe('inkHairs', () => {
  test('darkens along the hair, leaves transparent and far pixels untouched', () => {
    const person = createImage(20, 20, 4, new Uint8ClampedArray(1600).fill(200))
    for (let x = 0; x < 20; x++) person.data[(10 * 20 + x) * 4 + 3] = x < 10 ? 255 : 0
    const before = Uint8ClampedArray.from(person.data)
    inkHairs(person, [
      {
        points: [
          { x: 2, y: 10 },
          { x: 17, y: 10 },
        ],
        colour: [0, 0, 0],
        opacity: 0.8,
      },
    ])
    expect(person.data[(10 * 20 + 5) * 4]).toBeLessThan(120)
    expect(person.data[(10 * 20 + 15) * 4]).toBe(200)
    for (const y of [0, 8, 12, 19])
      expect(person.data.subarray(y * 80, y * 80 + 80)).toEqual(before.subarray(y * 80, y * 80 + 80))
  })

  test('a hair that leaves the picture does no harm', () => {
    const person = createImage(20, 20, 4, new Uint8ClampedArray(1600).fill(255))
    inkHairs(person, [
      {
        points: [
          { x: -30, y: -30 },
          { x: 50, y: 50 },
        ],
        colour: [0, 0, 0],
        opacity: 0.5,
      },
    ])
    expect(person.data[(10 * 20 + 10) * 4]).toBeLessThan(255)
  })
})

test('spreadBeyondEdge fills all, keeps the shape, fades towards its mean', () => {
  const [width, height] = [60, 40]
  const factors = new Float32Array(width * height).fill(Number.NaN)
  for (let y = 10; y < 30; y++) for (let x = 20; x < 40; x++) factors[y * width + x] = x < 30 ? 0.5 : 1.5
  const inside = factors[20 * width + 25]
  spreadBeyondEdge(factors, width, height)
  expect(factors.some(Number.isNaN)).toBe(false)
  expect(factors[20 * width + 25]).toBe(inside)
  expect(factors[20 * width + 19]).toBeGreaterThan(0.5)
  expect(factors[20 * width]).toBeGreaterThan(factors[20 * width + 19]!)
  expect(factors[20 * width + 59]).toBeLessThan(factors[20 * width + 41]!)
})

describe('createSkinTexture', () => {
  test('has mean 1 and the roughness asked for, everywhere finite', () => {
    const texture = createSkinTexture(createRng(1), { roughness: 0.05, unevenness: 0 })
    const values: number[] = []
    // on the lattice's own points, where bilinear weights do not average
    for (let i = 0; i < 60; i++) for (let j = 0; j < 90; j++) values.push(texture(-1.3 + i * 0.04, -1.9 + j * 0.04))
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)
    expect(mean).toBeCloseTo(1, 2)
    expect(deviation).toBeGreaterThan(0.04)
    expect(deviation).toBeLessThan(0.055)
    expect(texture(-99, 99)).toBeGreaterThan(0)
  })
})

describe('smooth curves', () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ]

  test('samples and path go through every point', () => {
    const samples = sampleSmoothCurve(corners, true, 5)
    expect(samples).toHaveLength(20)
    for (const [i, corner] of corners.entries()) expect(samples[i * 5]).toEqual(corner)
    expect(smoothPath(corners, false)).toMatch(/^M0,0C.* 10,0C.* 10,10C.* 0,10$/)
    expect(sampleSmoothCurve(corners, false, 5).at(-1)).toEqual(corners[3])
  })

  test('a straight line stays straight', () => {
    const line = [0, 1, 2, 3].map((x) => ({ x, y: 2 * x }))
    for (const { x, y } of sampleSmoothCurve(line, false, 7)) expect(y).toBeCloseTo(2 * x, 9)
  })
})

test('colours stay colours', () => {
  const channel = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), fc.double({ min: 0, max: 4, noNaN: true }), (colour, factor) => {
      expect(toHex(scaleRgb(colour, factor))).toMatch(/^#[0-9a-f]{6}$/)
    }),
  )
  expect(mixRgb([0, 0, 0], [100, 200, 50], 0.5)).toEqual([50, 100, 25])
  expect(
    rgbOnScale(
      [
        [0, 0, 0],
        [10, 10, 10],
        [20, 20, 20],
      ],
      0.75,
    ),
  ).toEqual([15, 15, 15])
  expect(
    rgbOnScale(
      [
        [0, 0, 0],
        [10, 10, 10],
      ],
      9,
    ),
  ).toEqual([10, 10, 10])
})
