import { createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareScores } from '../prepared-scores.ts'
import { CalibrationCostSchema, calibrate, calibrationCost, fitCalibration } from './calibration.ts'
import { cllr } from './cllr.ts'
import { fitLogistic } from './logistic-regression.ts'
import { minCllr } from './min-cllr.ts'

// few distinct values, so that ties are common
const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => n / 4),
  fc.double({ min: -1, max: 1, noNaN: true }),
)
const some = fc.array(score, { minLength: 1, maxLength: 20 })
const sets = fc.record({ genuine: some, impostor: some })
const spread = sets.filter(({ genuine, impostor }) => new Set([...genuine, ...impostor].map((s) => s + 0)).size > 1)

describe('cllr', () => {
  test('ratios that say nothing cost one bit, sure and right ones nothing', () => {
    expect(cllr({ genuine: [0, 0], impostor: [0] })).toBe(1)
    expect(cllr({ genuine: [Infinity], impostor: [-Infinity] })).toBe(0)
  })

  test('sure and wrong ones cost their size in bits, where exp overflows', () => {
    expect(cllr({ genuine: [-1000], impostor: [-Infinity] })).toBeCloseTo(1000 / Math.LN2 / 2, 9)
    expect(cllr({ genuine: [-Infinity], impostor: [0] })).toBe(Infinity)
  })

  test('swapped and negated classes cost the same', () => {
    fc.assert(
      fc.property(sets, ({ genuine, impostor }) => {
        const negated = { genuine: impostor.map((s) => -s), impostor: genuine.map((s) => -s) }
        expect(cllr(negated)).toBeCloseTo(cllr({ genuine, impostor }), 12)
      }),
    )
  })

  test.each([
    [{ genuine: [], impostor: [1] }, /at least one genuine log-likelihood ratio but received 0/],
    [{ genuine: [1], impostor: [1, Number.NaN] }, /impostor log-likelihood ratio 1 to be a number but received NaN/],
  ])('rejects %j', (ratios, message) => {
    expect(() => cllr(ratios)).toThrow(message)
  })
})

describe('minCllr', () => {
  /** The definition read aloud: isotonic regression as the largest mean of the smallest, each over a range of distinct scores. */
  function naive({ genuine, impostor }: { genuine: number[]; impostor: number[] }): number {
    const all = [...genuine.map((s) => ({ s: s + 0, y: 1 })), ...impostor.map((s) => ({ s: s + 0, y: 0 }))]
    const distinct = [...new Set(all.map(({ s }) => s))].sort((a, b) => a - b)
    // each class weighs one half, so that the fitted share is the posterior at even odds
    const weight = (y: number) => 1 / (y === 1 ? genuine.length : impostor.length)
    const share = (from: number, to: number) => {
      const range = all.filter(({ s }) => s >= from && s <= to)
      const total = range.reduce((sum, { y }) => sum + weight(y), 0)
      return range.reduce((sum, { y }) => sum + y * weight(y), 0) / total
    }
    const fitted = (s: number) =>
      Math.max(
        ...distinct
          .filter((from) => from <= s)
          .map((from) => Math.min(...distinct.filter((to) => to >= s).map((to) => share(from, to)))),
      )
    const cost = (scores: number[], bits: (posterior: number) => number) =>
      scores.reduce((sum, s) => sum + bits(fitted(s + 0)), 0) / scores.length
    return (cost(genuine, (p) => -Math.log2(p)) + cost(impostor, (p) => -Math.log2(1 - p))) / 2
  }

  test('as isotonic regression by its min-max formula', () => {
    fc.assert(
      fc.property(sets, (set) => {
        expect(minCllr(prepareScores(set))).toBeCloseTo(naive(set), 10)
      }),
      { numRuns: 60 },
    )
  })

  test('only the order of scores matters', () => {
    fc.assert(
      fc.property(sets, ({ genuine, impostor }) => {
        const rescaled = { genuine: genuine.map((s) => s * 8), impostor: impostor.map((s) => s * 8) }
        expect(minCllr(prepareScores(rescaled))).toBe(minCllr(prepareScores({ genuine, impostor })))
      }),
    )
  })

  test('no calibration in order costs less', () => {
    fc.assert(
      fc.property(sets, fc.double({ min: 0, max: 20, noNaN: true }), score, ({ genuine, impostor }, scale, offset) => {
        const map = (scores: number[]) => calibrate(scores, { scale, offset, prior: 0.5, ridge: 1 })
        const cost = cllr({ genuine: map(genuine), impostor: map(impostor) })
        expect(cost).toBeGreaterThanOrEqual(minCllr(prepareScores({ genuine, impostor })) - 1e-12)
      }),
    )
  })

  test('failures stand below every score', () => {
    const failed = { genuine: 1, impostor: 2 }
    const counted = prepareScores({ genuine: [0.4, 0.6], impostor: [0.1], failed })
    const lowest = prepareScores({ genuine: [0.4, 0.6, -9], impostor: [0.1, -9, -9] })
    expect(minCllr(counted)).toBe(minCllr(lowest))
  })
})

describe('logistic calibration', () => {
  /** Slope of the cost along scale and offset, by the definition; scores are scaled as the penalty says. */
  function slope({ genuine, impostor }: { genuine: number[]; impostor: number[] }, prior: number, ridge: number) {
    const { scale, offset } = fitCalibration(prepareScores({ genuine, impostor }), { prior, ridge })
    const all = [...genuine, ...impostor]
    const mean = all.reduce((sum, s) => sum + s, 0) / all.length
    const deviation = Math.sqrt(all.reduce((sum, s) => sum + (s - mean) ** 2, 0) / all.length)
    const logit = Math.log(prior / (1 - prior))
    const cost = (w: number, b: number) => {
      const ratio = (s: number) => (w * (s - mean)) / deviation + b
      const softplus = (x: number) => (x > 30 ? x : Math.log(1 + Math.exp(x)))
      const meanOf = (scores: number[], f: (s: number) => number) =>
        scores.reduce((sum, s) => sum + f(s), 0) / scores.length
      return (
        prior * meanOf(genuine, (s) => softplus(-ratio(s) - logit)) +
        (1 - prior) * meanOf(impostor, (s) => softplus(ratio(s) + logit)) +
        (ridge / 2) * w ** 2
      )
    }
    const [w, b, step] = [scale * deviation, offset + scale * mean, 1e-5]
    return [(cost(w + step, b) - cost(w - step, b)) / (2 * step), (cost(w, b + step) - cost(w, b - step)) / (2 * step)]
  }

  test('no neighbouring scale or offset costs less', () => {
    fc.assert(
      fc.property(spread, fc.constantFrom(0.5, 0.01, 0.9), (set, prior) => {
        for (const derivative of slope(set, prior, 0.01)) expect(Math.abs(derivative)).toBeLessThan(1e-8)
      }),
    )
  })

  test('finds the ratio of two normal distributions', () => {
    const rng = createRng('two normals')
    const draw = (count: number, mean: number) => Array.from({ length: count }, () => rng.normal(mean, 0.1))
    // exact: (0.4 s - 0.08) / 0.01 for means 0.4 and 0 and deviation 0.1
    const scores = () => prepareScores({ genuine: draw(4_000, 0.4), impostor: draw(20_000, 0) })
    const { calibration, cllr: cost, minCllr: least } = calibrationCost({ development: scores(), test: scores() })
    expect(calibration.scale / 40).toBeCloseTo(1, 1)
    expect(calibration.offset / -8).toBeCloseTo(1, 1)
    expect(cost).toBeGreaterThanOrEqual(least)
    expect(cost - least).toBeLessThan(0.01)
  })

  test('the counts of the classes weigh nothing, nor does another scale of the scores', () => {
    const genuine = [0.3, 0.5, 0.9]
    const impostor = [0, 0.1, 0.4, 0.6]
    const ratios = (change: (s: number) => number, copies: number) => {
      const many = Array.from({ length: copies }, () => impostor).flat()
      const fit = fitCalibration(prepareScores({ genuine: genuine.map(change), impostor: many.map(change) }))
      return calibrate(genuine.map(change), fit)
    }
    const once = ratios((s) => s, 1)
    for (const [i, ratio] of ratios((s) => s, 50).entries()) expect(ratio).toBeCloseTo(once[i]!, 4)
    for (const [i, ratio] of ratios((s) => 1000 * s - 7, 1).entries()) expect(ratio).toBeCloseTo(once[i]!, 8)
  })

  test('separated classes get a finite scale', () => {
    const { scale, offset } = fitCalibration(prepareScores({ genuine: [0.8, 0.9], impostor: [0.1, 0.2] }))
    expect(scale).toBeGreaterThan(10)
    expect(Number.isFinite(scale) && Number.isFinite(offset)).toBe(true)
  })

  test('the cost is plain data', () => {
    const scores = prepareScores({ genuine: [0.3, 0.9], impostor: [0.1, 0.5] })
    const cost = calibrationCost({ development: scores, test: scores })
    expect(CalibrationCostSchema.parse(JSON.parse(JSON.stringify(cost)))).toEqual(cost)
  })

  test.each<[string, () => unknown, RegExp]>([
    [
      'scores without spread',
      () => fitCalibration(prepareScores({ genuine: [1, 1], impostor: [1] })),
      /feature 0 to differ but all 3 are 1/,
    ],
    [
      'one class',
      () => fitCalibration(prepareScores({ genuine: [1, 2], impostor: [], failed: { genuine: 0, impostor: 1 } })),
      /genuine and impostor examples to fit to but received 2 genuine and 0 impostor/,
    ],
    ['prior 1', () => fitLogistic({ features: [], isGenuine: [] }, { prior: 1 }), /prior in \(0, 1\) but received 1/],
    ['ridge 0', () => fitLogistic({ features: [], isGenuine: [] }, { ridge: 0 }), /ridge .* above 0 but received 0/],
    [
      'a short feature',
      () => fitLogistic({ features: [[1]], isGenuine: [true, false] }),
      /feature 0 to have a value for each of 2 examples but received 1/,
    ],
    [
      'NaN',
      () => fitLogistic({ features: [[1, Number.NaN]], isGenuine: [true, false] }),
      /value 1 of feature 0 to be a finite number but received NaN/,
    ],
  ])('rejects %s', (_, act, message) => {
    expect(act).toThrow(message)
  })
})
