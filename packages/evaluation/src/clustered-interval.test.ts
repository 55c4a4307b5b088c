import { expect, test } from 'vitest'
import { tDeviate } from './bootstrap/student-t.ts'
import { clusteredInterval, intervalOfRate, wilsonInterval } from './clustered-interval.ts'
import type { ClusteredRate } from './clustered-rate.ts'
import { pairClusters } from './pair-clusters.ts'

/** As if people were so alike that the degrees of freedom are theirs less one. */
const clustered = (one: Partial<ClusteredRate>): ClusteredRate => ({
  rate: 0.02,
  count: 5000,
  people: 40,
  variance: 0.004 ** 2,
  thirdMoment: 0,
  ofPeople: 0.004 ** 2,
  ofPeopleSquared: 0.004 ** 4 / 40,
  ...one,
})
test('without skewness each limit is a rate from which the data are t standard errors away, as Wilson has it', () => {
  const { low, high } = intervalOfRate(clustered({}))
  const variance = (0.004 ** 2 * 40) / 39
  for (const limit of [low, high]) {
    const ofLimit = (variance * limit * (1 - limit)) / (0.02 * 0.98)
    expect(Math.abs(limit - 0.02) / Math.sqrt(ofLimit)).toBeCloseTo(tDeviate(0.05, 39), 8)
  }
})

test.each([0.1, 1, 2])('with skewness %s the upper limit is where Hall’s transformed deviate is -t', (skewness) => {
  const standardError = 0.004 * Math.sqrt(40 / 39)
  const plain = intervalOfRate(clustered({}))
  const { low, high } = intervalOfRate(clustered({ thirdMoment: skewness * standardError ** 3 }))
  const T = (0.02 - high) / standardError
  const transformed = T + (skewness * T ** 2) / 3 + (skewness ** 2 * T ** 3) / 27 + skewness / 6
  if (high > plain.high) expect(transformed).toBeCloseTo(-tDeviate(0.05, 39), 8)
  expect(high > plain.high).toBe(skewness >= 1)
  expect(low).toBe(plain.low)
})

test('errors and successes swapped, the interval is swapped too', () => {
  const skewed = clustered({ thirdMoment: 3 * 0.004 ** 3 })
  const { low, high } = intervalOfRate(skewed)
  const swapped = intervalOfRate({ ...skewed, rate: 0.98, thirdMoment: -skewed.thirdMoment })
  expect(swapped.low).toBeCloseTo(1 - high, 12)
  expect(swapped.high).toBeCloseTo(1 - low, 12)
})

test('one person who causes most errors widens the interval, and lengthens its upper side', () => {
  const people = Array.from({ length: 400 }, (_, i) => ({ reference: `p${i % 20}`, probe: `p${i % 20}` }))
  const pairIndices = people.map((_, i) => i)
  const clusters = pairClusters(people)
  const spread = clusteredInterval({ pairIndices, isError: pairIndices.map((i) => i < 20) }, clusters)
  const one = clusteredInterval({ pairIndices, isError: pairIndices.map((i) => i % 20 === 7) }, clusters)
  expect(one.high).toBeGreaterThan(2 * spread.high)
  expect(one.high - 0.05).toBeGreaterThan(2 * (0.05 - one.low))
})

test.each([0, 1])('a rate of %s holds no trace of dependence: the interval of independent pairs', (rate) => {
  expect(intervalOfRate(clustered({ rate, variance: 0, ofPeople: 0, ofPeopleSquared: 0 }))).toEqual(
    wilsonInterval(rate, 5000),
  )
})

test('pairs of a single person have an interval, that of independent pairs with one degree of freedom', () => {
  const clusters = pairClusters(Array.from({ length: 10 }, () => ({ reference: 'a', probe: 'a' })))
  const pairIndices = Array.from({ length: 10 }, (_, i) => i)
  const { low, high } = clusteredInterval({ pairIndices, isError: pairIndices.map((i) => i < 3) }, clusters)
  expect(low).toBeGreaterThanOrEqual(0)
  expect(high).toBeLessThanOrEqual(1)
  expect(high - low).toBeGreaterThan(0.9)
})

test('everybody with the same share of errors leaves the variance of independent pairs', () => {
  const people = Array.from({ length: 20 }, (_, i) => ({ reference: `p${i % 10}`, probe: `p${i % 10}` }))
  const pairIndices = people.map((_, i) => i)
  const { low, high } = clusteredInterval(
    { pairIndices, isError: pairIndices.map((i) => i < 10) },
    pairClusters(people),
  )
  expect(low).toBeGreaterThan(0.2)
  expect(high).toBeLessThan(0.8)
})
