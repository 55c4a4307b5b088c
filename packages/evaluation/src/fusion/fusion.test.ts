import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { splitPeople } from '../people-split.ts'
import { type FusionInput, FusionSchema, fuse } from './fusion.ts'
import { fitLogisticFusion, fitSumRule, fuseScores } from './linear-fusion.ts'

/** Pairs of 120 people; each system adds its own noise to what is the case. */
function made(systems: Record<string, { gap: number; scale?: number }>): FusionInput {
  const rng = createRng('fusion')
  const pairs = Array.from({ length: 6_000 }, (_, i) => {
    const reference = rng.int(120)
    const probe = i % 3 === 0 ? reference : (reference + 1 + rng.int(119)) % 120
    return { reference: `p${reference}`, probe: `p${probe}` }
  })
  const genuine = pairs.map(({ reference, probe }) => reference === probe)
  return {
    systems: Object.entries(systems).map(([name, { gap, scale = 1 }]) => {
      const noise = rng.fork(name)
      return { name, scores: genuine.map((isGenuine) => scale * (noise.normal() + (isGenuine ? gap : 0))) }
    }),
    genuine,
    people: pairs,
    split: splitPeople(pairs, 'halves'),
  }
}

describe('independent systems', () => {
  const result = fuse(made({ a: { gap: 2 }, b: { gap: 2, scale: 0.1 } }))

  test('together are better than each alone, as theory says', () => {
    // d′ of the sum is √2 times that of one, so the error rates fall from Φ(-1) to Φ(-√2)
    for (const { measures } of result.systems) expect(measures.eer).toBeCloseTo(0.1587, 1)
    expect(result.logistic.measures.eer).toBeLessThan(0.1)
    expect(result.sum.measures.eer).toBeLessThan(0.1)
    expect(result.logistic.measures.cost.cllr).toBeLessThan(result.systems[0]!.measures.cost.cllr - 0.1)
  })

  test('weights are those of the exact log-likelihood ratio, whatever the scale', () => {
    // gap / variance: 2 for scores of deviation 1, 20 for a tenth of it; offset -2 a system
    expect(result.logistic.weights.map(({ system }) => system)).toEqual(['a', 'b'])
    expect(result.logistic.weights[0]!.weight / 2).toBeCloseTo(1, 1)
    expect(result.logistic.weights[1]!.weight / 20).toBeCloseTo(1, 1)
    expect(result.logistic.offset / -4).toBeCloseTo(1, 1)
  })

  test('halves, thresholds of the development people and plain data', () => {
    const { development, test, dropped } = result
    const all = development.genuine + development.impostor + test.genuine + test.impostor + dropped.acrossHalves
    expect(all).toBe(6_000)
    expect(dropped).toMatchObject({ notScored: 0 })
    expect(result.logistic.measures.fmr100!.fmr).not.toBe(0.01)
    expect(result.logistic.measures.fmr100!.fmr).toBeLessThan(0.03)
    expect(result.logistic.measures.fmr100!.fnmrInterval).not.toBeNull()
    expect(FusionSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
  })
})

test('a system that knows nothing is weighed away, where the sum rule suffers', () => {
  const { systems, logistic, sum } = fuse(made({ good: { gap: 2.5 }, noise: { gap: 0 } }))
  expect(Math.abs(logistic.weights[1]!.weight)).toBeLessThan(0.1 * logistic.weights[0]!.weight)
  expect(logistic.measures.eer).toBeLessThan(systems[0]!.measures.eer + 0.005)
  expect(sum.measures.eer).toBeGreaterThan(systems[0]!.measures.eer + 0.02)
})

test('pairs that one system failed on are left out for all', () => {
  const input = made({ a: { gap: 2 }, b: { gap: 2 } })
  const [a, b] = input.systems
  const missing = { name: 'b', scores: b!.scores.map((score, pair) => (pair < 600 ? null : score)) }
  const { dropped } = fuse({ ...input, systems: [a!, missing] })
  expect(dropped.notScored).toBe(600)
})

describe('only development people are fitted to', () => {
  const input = made({ a: { gap: 2 } })

  test('a split whose halves share a person is refused', () => {
    const halfOfPair = input.people.map((_, pair): 'test' | 'development' => (pair % 2 === 0 ? 'test' : 'development'))
    expect(() => fuse({ ...input, split: { ...input.split, halfOfPair } })).toThrow(
      /nobody in the test whom the fusion was fitted to but received 120, such as "p\d+"/,
    )
  })

  test('weights refuse the people whom they have seen', () => {
    const people = [
      { reference: 'anna', probe: 'anna' },
      { reference: 'anna', probe: 'ben' },
      { reference: 'ben', probe: 'ben' },
    ]
    const development = { systems: [{ name: 'a', scores: [1, 0.5, 0.8] }], genuine: [true, false, true], people }
    const other = {
      systems: development.systems,
      genuine: [true, false, true],
      people: people.map(() => ({ reference: 'carl', probe: 'carl' })),
    }
    for (const fusion of [fitLogisticFusion(development), fitSumRule(development)]) {
      expect(fuseScores(fusion, other)).toHaveLength(3)
      expect(() => fuseScores(fusion, development)).toThrow(/fitted to but received 2, such as "anna"/)
      expect(() => fuseScores(fusion, { ...other, systems: [{ name: 'b', scores: [1, 2, 3] }] })).toThrow(
        /the systems "a" but received "b"/,
      )
    }
  })
})

test.each<[string, (input: FusionInput) => FusionInput, RegExp]>([
  [
    'a system named twice',
    (input) => ({ ...input, systems: [...input.systems, ...input.systems] }),
    /names of their own/,
  ],
  ['no system', (input) => ({ ...input, systems: [] }), /at least one, but received none/],
  [
    'halves without a class',
    (input) => ({ ...input, genuine: input.genuine.map(() => true) }),
    /pairs of development people that every system scored but received \d+ genuine and 0 impostor/,
  ],
])('rejects %s', (_, change, message) => {
  expect(() => fuse(change(made({ a: { gap: 1 } })))).toThrow(message)
})
