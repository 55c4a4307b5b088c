import { createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyHomography, type Homography, homographyFromPoints, invertHomography } from './homography.ts'

const tilted: Homography = [1.2, 0.1, 30, -0.2, 0.9, 12, 0.0004, -0.0003, 1]
const square = [0, 0, 100, 0, 100, 100, 0, 100]

describe('homographyFromPoints', () => {
  test('recovers the map from four points, on other points too', () => {
    const found = homographyFromPoints(square, applyHomography(tilted, square))
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(tilted[i]!, 8)
    })
    const other = [50, 50, -20, 130]
    const mapped = applyHomography(found, other)
    applyHomography(tilted, other).forEach((value, i) => {
      expect(mapped[i]).toBeCloseTo(value, 6)
    })
  })

  test('is exact for any four points in general position', () => {
    const offset = fc.double({ min: -30, max: 30, noNaN: true })
    fc.assert(
      fc.property(fc.array(offset, { minLength: 8, maxLength: 8 }), (offsets) => {
        const target = square.map((value, i) => value + offsets[i]!)
        const mapped = applyHomography(homographyFromPoints(square, target), square)
        target.forEach((value, i) => {
          expect(mapped[i]).toBeCloseTo(value, 5)
        })
      }),
    )
  })

  test('six points: the gradient of the squared distances is 0 by finite differences', () => {
    const rng = createRng('six points')
    const source = [21, 97, 307, 22, 600, 99, 25, 322, 295, 470, 600, 323]
    for (let round = 0; round < 20; round++) {
      const truth = source.map((value, i) => 0.2 * value + (i % 2 === 0 ? 40 : 60))
      const target = truth.map((value) => value + rng.normal(0, 3))
      const found = homographyFromPoints(source, target)
      const error = (map: readonly number[]) =>
        applyHomography(map as unknown as Homography, source).reduce((sum, v, i) => sum + (v - target[i]!) ** 2, 0)
      const best = error(found)
      for (let k = 0; k < 8; k++) {
        // a step that moves points by about a hundredth of a pixel
        const step = k >= 6 ? 1e-7 : k === 2 || k === 5 ? 1e-2 : 3e-5
        const shifted = (sign: number) => found.map((value, i) => (i === k ? value + sign * step : value))
        const slope = (error(shifted(1)) - error(shifted(-1))) / 2
        const curvature = error(shifted(1)) - 2 * best + error(shifted(-1))
        expect(curvature).toBeGreaterThan(0)
        expect(Math.abs(slope)).toBeLessThan(1e-2 * curvature) // within a hundredth of the step of the optimum
      }
    }
  })

  test.each([
    { source: [0, 0, 1, 1, 2, 2, 3, 3], target: square, why: 'a source on a line' },
    { source: square, target: [0, 0, 1, 1, 2, 2, 3, 3], why: 'a target on a line' },
    { source: [5, 5, 5, 5, 5, 5, 5, 5], target: square, why: 'one point' },
    { source: square, target: [Number.NaN, 0, 100, 0, 100, 100, 0, 100], why: 'NaN' },
    { source: [0, 0, 0, 0, 1, 0, 0, 1], target: square, why: 'a point given twice' },
  ])('rejects $why', ({ source, target }) => {
    expect(() => homographyFromPoints(source, target)).toThrow(/Expected points that fix a homography/)
  })

  test.each([
    { source: square.slice(0, 6), target: square.slice(0, 6) },
    { source: square, target: [...square, 1, 1] },
  ])('rejects counts $source.length and $target.length', ({ source, target }) => {
    expect(() => homographyFromPoints(source, target)).toThrow(/same count of at least 4 points/)
  })
})

describe('invertHomography', () => {
  test('takes points back', () => {
    const coordinate = fc.double({ min: -200, max: 200, noNaN: true })
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const back = applyHomography(invertHomography(tilted), applyHomography(tilted, [x, y]))
        expect(back[0]).toBeCloseTo(x, 6)
        expect(back[1]).toBeCloseTo(y, 6)
      }),
    )
  })

  test('rejects a map that flattens the plane', () => {
    expect(() => invertHomography([1, 2, 0, 2, 4, 0, 0, 0, 1])).toThrow(/determinant/)
  })
})
