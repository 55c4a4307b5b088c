import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  equalErrorRate,
  errorCurve,
  fmrAt,
  fnmrAt,
  prepareScores,
  rocAuc,
  scoreMoments,
  thresholdAtFmr,
  zeroFmr,
} from '../src/index.ts'

// few distinct values, so that ties within and across the classes are common
const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => n / 4),
  fc.double({ min: -1, max: 1, noNaN: true }),
)
const some = fc.array(score, { minLength: 1, maxLength: 25 })
const sets = fc.record({ genuine: some, impostor: some })
type Scores = { genuine: number[]; impostor: number[] }

/** The definitions of the design read aloud: every score is looked at for every threshold. */
const naive = {
  fmr: ({ impostor }: Scores, t: number) => impostor.filter((s) => s >= t).length / impostor.length,
  fnmr: ({ genuine }: Scores, t: number) => genuine.filter((s) => s < t).length / genuine.length,
  thresholds: ({ genuine, impostor }: Scores) => {
    const distinct = [...new Set([...genuine, ...impostor].map((s) => s + 0))].sort((a, b) => a - b)
    return [...distinct, Infinity] // any threshold above all scores rejects all
  },
  auc: ({ genuine, impostor }: Scores) => {
    let wins = 0
    for (const g of genuine) for (const i of impostor) wins += g > i ? 1 : g === i ? 0.5 : 0
    return wins / genuine.length / impostor.length
  },
}

describe('against a naive second implementation', () => {
  test('rates at any threshold', () => {
    fc.assert(
      fc.property(sets, score, (set, t) => {
        const scores = prepareScores(set)
        expect(fmrAt(scores, t)).toBe(naive.fmr(set, t))
        expect(fnmrAt(scores, t)).toBe(naive.fnmr(set, t))
      }),
    )
  })

  test('whole curve', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const curve = errorCurve(prepareScores(set))
        const thresholds = naive.thresholds(set)
        expect(curve.thresholds.slice(0, -1)).toEqual(thresholds.slice(0, -1))
        expect(curve.fmr).toEqual(thresholds.map((t) => naive.fmr(set, t)))
        expect(curve.fnmr).toEqual(thresholds.map((t) => naive.fnmr(set, t)))
      }),
    )
  })

  test('threshold at a false match rate', () => {
    fc.assert(
      fc.property(
        sets,
        fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.1, 0.2, 0.25, 0.5, 1)),
        (set, f) => {
          const answer = thresholdAtFmr(prepareScores(set), f)
          const lowest = (limit: number) => naive.thresholds(set).find((t) => naive.fmr(set, t) <= limit)!
          if (f * set.impostor.length < 1 && f < 1 / set.impostor.length) {
            expect(answer).toMatchObject({ supported: false, smallestFmr: 1 / set.impostor.length })
          } else {
            const threshold = lowest(f)
            if (!answer.supported) throw new Error('expected support')
            if (threshold !== Infinity) expect(answer.threshold).toBe(threshold)
            expect(answer.fmr).toBe(naive.fmr(set, threshold))
            expect(answer.fnmr).toBe(naive.fnmr(set, threshold))
            const keeping = naive.thresholds(set).filter((t) => naive.fmr(set, t) <= f)
            expect(answer.fnmr).toBe(Math.min(...keeping.map((t) => naive.fnmr(set, t))))
          }
          expect(zeroFmr(prepareScores(set)).fnmr).toBe(naive.fnmr(set, lowest(0)))
        },
      ),
    )
  })

  test('area under the curve', () => {
    fc.assert(
      fc.property(sets, (set) => {
        expect(rocAuc(prepareScores(set))).toBeCloseTo(naive.auc(set), 12)
      }),
    )
  })

  test('convex hull by every mixture of two operating points', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const points = [[1, 0], [0, 1], ...naive.thresholds(set).map((t) => [naive.fmr(set, t), naive.fnmr(set, t)])]
        let best = 1
        for (const [ax, ay] of points) {
          for (const [bx, by] of points) {
            // the mixture of a and b on the diagonal, if there is one
            const [da, db] = [ax! - ay!, bx! - by!]
            if (da === 0) best = Math.min(best, ax!)
            if (da > 0 && db < 0) best = Math.min(best, ax! + (da / (da - db)) * (bx! - ax!))
          }
        }
        expect(equalErrorRate(prepareScores(set))!.convexHull).toBeCloseTo(best, 12)
      }),
    )
  })
})

describe('properties', () => {
  const measures = (set: Scores) => {
    const scores = prepareScores(set)
    const { eer, low, high, convexHull } = equalErrorRate(scores)!
    const { fmr, fnmr } = errorCurve(scores)
    return { eer, low, high, convexHull, fmr, fnmr, auc: rocAuc(scores) }
  }

  test('order does not matter', () => {
    fc.assert(
      fc.property(sets, ({ genuine, impostor }) => {
        expect(measures({ genuine: genuine.toReversed(), impostor: impostor.toSorted() })).toEqual(
          measures({ genuine, impostor }),
        )
      }),
    )
  })

  test('an exact monotone rescaling changes no rate', () => {
    // doubling is exact in floating point
    const rescale = (scores: number[]) => scores.map((s) => s * 2)
    fc.assert(
      fc.property(sets, ({ genuine, impostor }) => {
        expect(measures({ genuine: rescale(genuine), impostor: rescale(impostor) })).toEqual(
          measures({ genuine, impostor }),
        )
      }),
    )
  })

  test('every score twice changes no rate', () => {
    fc.assert(
      fc.property(sets, ({ genuine, impostor }) => {
        const twice = measures({ genuine: [...genuine, ...genuine], impostor: [...impostor, ...impostor] })
        const once = measures({ genuine, impostor })
        expect(twice).toEqual({ ...once, convexHull: expect.closeTo(once.convexHull, 12) })
      }),
    )
  })

  test('swapped and negated classes mirror the area', () => {
    const negate = (scores: number[]) => scores.map((s) => -s)
    fc.assert(
      fc.property(sets, ({ genuine, impostor }) => {
        const swapped = prepareScores({ genuine: negate(impostor), impostor: negate(genuine) })
        expect(rocAuc(swapped)).toBeCloseTo(rocAuc(prepareScores({ genuine, impostor })), 12)
      }),
    )
  })

  test('the convex hull is not above the midpoint nor above one half, low not above high', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { eer, low, high, convexHull } = equalErrorRate(prepareScores(set))!
        expect(low).toBeLessThanOrEqual(high)
        expect(eer).toBe((low + high) / 2)
        expect(convexHull).toBeLessThanOrEqual(0.5)
        expect(convexHull).toBeLessThanOrEqual(high + 1e-12)
      }),
    )
  })

  test('mean lies within the scores, spread is 0 for equal scores only', () => {
    fc.assert(
      fc.property(some, (scores) => {
        const sorted = Float64Array.from(scores).sort()
        const { mean, standardDeviation } = scoreMoments(sorted)!
        expect(mean).toBeGreaterThanOrEqual(sorted[0]! - 1e-12)
        expect(mean).toBeLessThanOrEqual(sorted.at(-1)! + 1e-12)
        if (sorted[0] === sorted.at(-1)) expect(standardDeviation).toBe(0)
      }),
    )
  })
})
