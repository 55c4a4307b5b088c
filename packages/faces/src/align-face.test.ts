import { createImage, createLandmarks } from '@maskmirror/core'
import { applyAffine, invertAffine } from '@maskmirror/imaging/geometry'
import { describe, expect, test } from 'vitest'
import { alignFace, arcfaceTemplate } from './align-face.ts'

/** Every pixel holds its own place. */
const map = createImage(200, 200, 3)
for (let i = 0; i < 200 * 200; i++) map.data.set([i % 200, Math.floor(i / 200), 7], i * 3)

describe('alignFace', () => {
  test('a face in the template’s place is cut out as it is', () => {
    const shifted = createLandmarks(
      'arcface5',
      arcfaceTemplate.points.map((value) => value + 20),
    )
    const { crop, toCrop } = alignFace(map, shifted)
    expect(toCrop.map((value) => Math.round(value * 1e4) / 1e4 + 0)).toEqual([1, 0, -20, 0, 1, -20])
    expect([crop.width, crop.height]).toEqual([112, 112])
    expect([...crop.data.slice(0, 3)]).toEqual([20, 20, 7])
    expect([...crop.data.slice(-3)]).toEqual([131, 131, 7])
  })

  test('points of a turned and scaled face come to the template, at any size, and back', () => {
    const angle = 0.4
    const points = arcfaceTemplate.points.map((_, i, all) => {
      const [x, y] = [all[i - (i % 2)]!, all[i - (i % 2) + 1]!]
      return i % 2 === 0
        ? 90 + 0.6 * (Math.cos(angle) * x - Math.sin(angle) * y)
        : 40 + 0.6 * (Math.sin(angle) * x + Math.cos(angle) * y)
    })
    const { toCrop } = alignFace(map, createLandmarks('arcface5', points), { size: 224 })
    applyAffine(toCrop, points).forEach((value, i) => {
      expect(value).toBeCloseTo(arcfaceTemplate.points[i]! * 2, 2)
    })
    applyAffine(invertAffine(toCrop), applyAffine(toCrop, points)).forEach((value, i) => {
      expect(value).toBeCloseTo(points[i]!, 2)
    })
  })

  test('refuses other points, sizes and points in one place', () => {
    const ibug = createLandmarks('ibug68', new Float32Array(136))
    expect(() => alignFace(map, ibug)).toThrow(/arcface5 points but received ibug68/)
    expect(() => alignFace(map, arcfaceTemplate, { size: 0 })).toThrow(/size to be a positive integer/)
    const one = createLandmarks('arcface5', new Float32Array(10).fill(3))
    expect(() => alignFace(map, one)).toThrow(/do not all coincide/)
  })
})
