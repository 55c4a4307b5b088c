import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { downsampleCurve } from './downsample-curve.ts'
import { ErrorCurveSchema, errorCurve } from './error-curve.ts'
import { nextDouble } from './next-double.ts'
import { prepareScores } from './prepared-scores.ts'
import { probit } from './probit.ts'

describe('errorCurve', () => {
  test('a hand-made table with ties across the classes', () => {
    const curve = errorCurve(prepareScores({ genuine: [0.8, 0.4, 0.4], impostor: [0.4, 0.1] }))
    expect(curve).toEqual({
      genuineCount: 3,
      impostorCount: 2,
      thresholds: [0.1, 0.4, 0.8, nextDouble(0.8)],
      fmr: [1, 0.5, 0, 0],
      fnmr: [0, 0, 2 / 3, 1],
    })
    expect(ErrorCurveSchema.parse(JSON.parse(JSON.stringify(curve)))).toEqual(curve)
  })

  test('one constant for all scores', () => {
    const curve = errorCurve(prepareScores({ genuine: [0.5, 0.5], impostor: [0.5] }))
    expect(curve).toMatchObject({ thresholds: [0.5, nextDouble(0.5)], fmr: [1, 0], fnmr: [0, 1] })
  })

  test('counted failures: the curve begins below FMR 1 and above FNMR 0', () => {
    const curve = errorCurve(prepareScores({ genuine: [0.5], impostor: [0.5], failed: { genuine: 1, impostor: 3 } }))
    expect(curve).toMatchObject({ fmr: [0.25, 0], fnmr: [0.5, 1] })
  })
})

describe('downsampleCurve', () => {
  const score = fc.double({ min: -1, max: 1, noNaN: true })
  const scores = fc.record({
    genuine: fc.array(score, { minLength: 1, maxLength: 60 }),
    impostor: fc.array(score, { minLength: 1, maxLength: 60 }),
  })

  test('keeps exact points, the ends, the corners, and stays near every point left out', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 5, max: 40 }), (input, maxPoints) => {
        const curve = errorCurve(prepareScores(input))
        const thin = downsampleCurve(curve, maxPoints)
        expect(thin.thresholds.length).toBeLessThanOrEqual(Math.max(maxPoints, 0))
        const points = curve.thresholds.map((threshold, i) => ({ threshold, fmr: curve.fmr[i]!, fnmr: curve.fnmr[i]! }))
        const kept = thin.thresholds.map((threshold, i) => ({ threshold, fmr: thin.fmr[i]!, fnmr: thin.fnmr[i]! }))
        for (const point of kept) expect(points).toContainEqual(point)
        expect(kept[0]).toEqual(points[0])
        expect(kept.at(-1)).toEqual(points.at(-1))
        expect(kept).toContainEqual(points.findLast(({ fnmr }) => fnmr === 0))
        expect(kept).toContainEqual(points.find(({ fmr }) => fmr === 0))
        const place = (rate: number, count: number) => probit(Math.min(Math.max(rate, 0.5 / count), 1 - 0.5 / count))
        const distance = (a: { fmr: number; fnmr: number }, b: { fmr: number; fnmr: number }) =>
          Math.abs(place(a.fmr, curve.impostorCount) - place(b.fmr, curve.impostorCount)) +
          Math.abs(place(a.fnmr, curve.genuineCount) - place(b.fnmr, curve.genuineCount))
        const step = distance(points[0]!, points.at(-1)!) / (maxPoints - 4)
        for (const point of points) {
          expect(Math.min(...kept.map((other) => distance(point, other)))).toBeLessThanOrEqual(step + 1e-9)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a short curve comes back as it is', () => {
    const curve = errorCurve(prepareScores({ genuine: [1], impostor: [0] }))
    expect(downsampleCurve(curve, 5)).toBe(curve)
  })

  test.each([4, 7.5, Number.NaN])('rejects maxPoints %s', (maxPoints) => {
    const curve = errorCurve(prepareScores({ genuine: [1], impostor: [0] }))
    expect(() => downsampleCurve(curve, maxPoints)).toThrow(/maxPoints to be a whole number of at least 5/)
  })
})
