import { createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { wilsonInterval } from '../clustered-interval.ts'
import { estimateDifference, estimateRate } from './estimate.ts'

/** Many people who weigh alike, so that Student's t is nearly normal. */
const influence = { byPerson: new Float64Array(100_000).fill(1e-6), byCouple: null, people: 100_000 }

const rng = createRng('replicates')
const around = (mean: number, deviation: number) =>
  Float64Array.from({ length: 2000 }, (_, i) => mean + deviation * (i % 2 === 0 ? 1 : -1) * (1 - 1 / 4000))

test('a rate has the interval of so many independent trials as have its variance', () => {
  const { low, high, standardError } = estimateRate({ value: 0.2, replicates: around(0.2, 0.04), influence })!
  const expected = wilsonInterval(0.2, 100) // 0.2 · 0.8 / 0.04²
  expect(standardError).toBeCloseTo(0.04, 4)
  expect(low).toBeCloseTo(expected.low, 4)
  expect(high).toBeCloseTo(expected.high, 4)
})

test('couples are taken off twice, down to what they alone give', () => {
  const withCouples = (square: number) => ({ ...influence, byCouple: Float64Array.of(Math.sqrt(square)) })
  const error = (square: number) =>
    estimateRate({ value: 0.2, replicates: around(0.2, 0.04), influence: withCouples(square) })!.standardError
  expect(error(0.0005) ** 2).toBeCloseTo(0.0016 - 0.001, 5)
  expect(error(0.0009) ** 2).toBeCloseTo(0.0009, 5)
})

test('few people who matter widen the interval as their number says', () => {
  const weight = (people: number) => ({
    byPerson: Float64Array.from({ length: 100 }, (_, i) => (i < people ? (-1) ** i : 0)),
    byCouple: null,
    people: 100,
  })
  const width = (people: number) => {
    const { low, high } = estimateDifference({ value: 0, replicates: around(0, 0.01), influence: weight(people) })!
    return (high - low) / 2 / 0.01
  }
  expect(width(100)).toBeCloseTo(1.984 * Math.sqrt(100 / 99), 2) // 99 degrees of freedom at most
  expect(width(4)).toBeCloseTo(2.29 * Math.sqrt(100 / 99), 1) // 2 · 4² / (4 − 4² / 100) = 8.3
})

test('the interval of a difference leaves out 0 exactly when p is below 5 %', () => {
  for (let i = 0; i < 200; i++) {
    const { low, high, pValue } = estimateDifference({
      value: rng.normal(0, 0.02),
      replicates: around(0, 0.01),
      influence,
    })!
    expect(low > 0 || high < 0).toBe(pValue < 0.05)
  }
})

test('a rate of 0 that some resamples leave has an upper bound', () => {
  const replicates = Float64Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 1 : 0))
  const { low, high } = estimateRate({ value: 0, replicates, influence })!
  expect(low).toBe(0)
  expect(high).toBeGreaterThan(0.3)
  expect(high).toBeLessThanOrEqual(1)
})

test('nothing can be said when the value or too many resamples are unknown, or none differs', () => {
  const unknown = around(0.2, 0.04).map((value, i) => (i < 101 ? Number.NaN : value))
  expect(estimateRate({ value: Number.NaN, replicates: around(0.2, 0.04), influence })).toBeNull()
  expect(estimateRate({ value: 0.2, replicates: unknown, influence })).toBeNull()
  expect(estimateRate({ value: 0.2, replicates: unknown.fill(0.2, 0, 1), influence })).not.toBeNull()
  expect(estimateDifference({ value: 0, replicates: new Float64Array(1000), influence })).toBeNull()
})
