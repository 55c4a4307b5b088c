import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusteredRate } from '../src/clustered-rate.ts'
import { foldAccuracy } from '../src/fold-accuracy.ts'
import { type ComparisonTable, compareSettings, type PairPeople, type SettingComparisons } from '../src/index.ts'
import { pairClusters } from '../src/pair-clusters.ts'
import { splitPeople } from '../src/people-split.ts'

/** A pair of a list that two settings score: few people and few values, so that ties and shared people are common. */
const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => n / 4),
  // no numbers so small that their squares vanish
  fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 1e6),
)
const outcome = fc.oneof({ weight: 9, arbitrary: score }, { weight: 1, arbitrary: fc.constant(null) })
const person = fc.integer({ min: 0, max: 5 })
const pair = fc.record({ reference: person, probe: person, bare: score, masked: outcome })
/** At least one pair of each class. */
const list = fc
  .record({ genuine: pair, impostor: pair, others: fc.array(pair, { maxLength: 30 }) })
  .map(({ genuine, impostor, others }) => [
    { ...genuine, probe: genuine.reference },
    { ...impostor, probe: (impostor.reference + 1) % 6 },
    ...others,
  ])
type Pair = { reference: number; probe: number; bare: number; masked: number | null }

function tableOf(pairs: readonly Pair[], scale = 1): ComparisonTable {
  const setting = (
    name: SettingComparisons['setting'],
    scoreOf: (pair: Pair) => number | null,
  ): SettingComparisons => ({
    setting: name,
    comparisons: pairs.map((pair, pairIndex) => {
      const score = scoreOf(pair)
      return {
        pairIndex,
        genuine: pair.reference === pair.probe,
        outcome:
          score === null
            ? { ok: false as const, side: 'probe' as const, reason: 'no-face' }
            : { ok: true as const, score: score * scale },
      }
    }),
  })
  return compareSettings({
    settings: [setting('umr-ump', ({ bare }) => bare), setting('umr-mp', ({ masked }) => masked)],
    people: peopleOf(pairs),
    // there are too few impostors for a table's own thresholds
    frozenThresholds: { fmr100: 0.2 * scale, fmr1000: 0.4 * scale },
  })
}

const peopleOf = (pairs: readonly Pair[]): PairPeople[] =>
  pairs.map(({ reference, probe }) => ({ reference: `p${reference}`, probe: `p${probe}` }))

/** Numbers to nine digits: a sum in another order differs in the last. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'number' ? Number(part.toPrecision(9)) + 0 : part,
  )
}

describe('a comparison table', () => {
  test('does not depend on the order of the pair list', () => {
    fc.assert(
      fc.property(list, (pairs) => {
        expect(rounded(tableOf(pairs.toReversed()))).toEqual(rounded(tableOf(pairs)))
      }),
    )
  })

  test('does not depend on which side is called the reference', () => {
    fc.assert(
      fc.property(list, (pairs) => {
        const swapped = pairs.map((one) => ({ ...one, reference: one.probe, probe: one.reference }))
        expect(rounded(tableOf(swapped))).toEqual(rounded(tableOf(pairs)))
      }),
    )
  })

  test('an exact rescaling moves thresholds and means, and no rate, interval, separation or shift', () => {
    const rates = (table: ComparisonTable) =>
      JSON.parse(JSON.stringify(table), (key, value) =>
        ['threshold', 'mean', 'standardDeviation'].includes(key) ? null : value,
      )
    fc.assert(
      fc.property(list, (pairs) => {
        // doubling is exact in floating point; what is left to rounding are squares of deviations
        expect(rounded(rates(tableOf(pairs, 2)))).toEqual(rounded(rates(tableOf(pairs))))
      }),
    )
  })

  test('every pair twice changes no rate, but a binomial interval takes the repeats for news and narrows', () => {
    fc.assert(
      fc.property(list, (pairs) => {
        const [once, twice] = [tableOf(pairs), tableOf([...pairs, ...pairs])]
        for (const [i, { scored, shift }] of once.settings.entries()) {
          const doubled = twice.settings[i]!
          expect(rounded(doubled.shift?.genuine ?? null)).toEqual(rounded(shift?.genuine ?? null))
          if (scored.rates === null) continue
          const [a, b] = [scored.rates.frozenFmr100!, doubled.scored.rates!.frozenFmr100!]
          expect([b.fmr, b.fnmr]).toEqual([a.fmr, a.fnmr])
          expect(rounded(doubled.scored.auc)).toEqual(rounded(scored.auc))
          for (const rate of ['fmr', 'fnmr'] as const) {
            const width = (point: typeof a, kind: 'Interval' | 'BinomialInterval') => {
              const { low, high } = point[`${rate}${kind}`]!
              return high - low
            }
            expect(width(b, 'BinomialInterval')).toBeLessThanOrEqual(width(a, 'BinomialInterval') + 1e-12)
          }
        }
      }),
    )
  })

  test('rates of scored, common and counted comparisons by the definitions read aloud', () => {
    fc.assert(
      fc.property(list, (pairs) => {
        const isGenuine = ({ reference, probe }: Pair) => reference === probe
        const share = (members: readonly Pair[], holds: (pair: Pair) => boolean) =>
          members.length === 0 ? null : members.filter(holds).length / members.length
        const masked = tableOf(pairs).settings[1]!
        const scored = pairs.filter((one) => one.masked !== null)
        const accepted = (one: Pair) => one.masked !== null && one.masked >= 0.2
        const [genuine, impostor] = [scored.filter(isGenuine), scored.filter((one) => !isGenuine(one))]
        if (genuine.length > 0 && impostor.length > 0) {
          expect(masked.scored.rates!.frozenFmr100!.fnmr).toBe(share(genuine, (one) => !accepted(one)))
          expect(masked.scored.rates!.frozenFmr100!.fmr).toBe(share(impostor, accepted))
          expect(masked.common.rates!.frozenFmr100).toEqual(masked.scored.rates!.frozenFmr100)
          const mean = genuine.reduce((sum, one) => sum + one.masked!, 0) / genuine.length
          expect(masked.scored.genuine.mean).toBeCloseTo(mean, 12)
        }
        if (scored.length > 0) {
          expect(masked.withFailures!.frozenFmr100!.fnmr).toBe(share(pairs.filter(isGenuine), (one) => !accepted(one)))
          expect(masked.withFailures!.frozenFmr100!.fmr).toBe(
            share(
              pairs.filter((one) => !isGenuine(one)),
              accepted,
            ),
          )
        }
      }),
    )
  })

  test('shift and held-out rates by the definitions read aloud', () => {
    fc.assert(
      fc.property(list, (pairs) => {
        const { shift, recalibrated } = tableOf(pairs).settings[1]!
        const genuine = pairs.filter(({ reference, probe, masked }) => reference === probe && masked !== null)
        const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
        const bare = genuine.map((one) => one.bare)
        const spread = Math.sqrt(mean(bare.map((value) => (value - mean(bare)) ** 2)))
        if (genuine.length === 0 || new Set(bare).size === 1) expect(shift!.genuine).toBeNull()
        else if (spread > 1e-6) {
          expect(shift!.genuine).toBeCloseTo((mean(genuine.map((one) => one.masked!)) - mean(bare)) / spread, 6)
        }
        const { halfOfPair } = splitPeople(peopleOf(pairs), 'halves')
        const test = pairs.filter((one, i) => halfOfPair[i] === 'test' && one.masked !== null)
        const counts = [true, false].map((same) => test.filter((one) => (one.reference === one.probe) === same).length)
        if (counts.includes(0)) expect(recalibrated).toBeNull()
        else expect([recalibrated!.genuineCount, recalibrated!.impostorCount]).toEqual(counts)
      }),
    )
  })
})

test('halves of people: equal in size, nobody in both, the same whatever the order of the list', () => {
  fc.assert(
    fc.property(list, fc.string(), (pairs, seed) => {
      const people = peopleOf(pairs)
      const { halfOfPair, people: sizes } = splitPeople(people, seed)
      expect(Math.abs(sizes.development - sizes.test)).toBeLessThanOrEqual(1)
      const halves = { development: new Set<string>(), test: new Set<string>() }
      for (const [i, half] of halfOfPair.entries()) {
        if (half === null) continue
        halves[half].add(people[i]!.reference).add(people[i]!.probe)
      }
      expect([...halves.development].filter((name) => halves.test.has(name))).toEqual([])
      expect(splitPeople(people.toReversed(), seed).halfOfPair).toEqual(halfOfPair.toReversed())
    }),
  )
})

test('a threshold fitted on development people is measured on test people alone', () => {
  // development and test people are made to differ: only the former have scores below 0.5
  const names = Array.from({ length: 200 }, (_, i) => i)
  const pairs = names.flatMap((i) => [
    { reference: i, probe: i, bare: 0, masked: null },
    ...[1, 2, 3, 4].map((step) => ({ reference: i, probe: (i + step) % 200, bare: 0, masked: null })),
  ])
  const people = peopleOf(pairs)
  const { halfOfPair } = splitPeople(people, 'halves')
  const development = halfOfPair.filter((half, i) => half === 'development' && pairs[i]!.reference !== pairs[i]!.probe)
  expect(development.length).toBeGreaterThan(100)
  const comparisons = pairs.map(({ reference, probe }, pairIndex) => {
    const genuine = reference === probe
    const lift = halfOfPair[pairIndex] === 'test' ? 0.5 : 0
    return {
      pairIndex,
      genuine,
      outcome: { ok: true as const, score: (genuine ? 0.3 : 0) + lift + (pairIndex % 100) / 1000 },
    }
  })
  const { recalibrated } = compareSettings({ people, settings: [{ setting: 'umr-ump', comparisons }] }).settings[0]!
  // the smallest development score above the impostors there, which end at 0.1: every test comparison is accepted
  expect(recalibrated!.fmr100.recalibrated).toMatchObject({ fmr: 1, fnmr: 0 })
  expect(recalibrated!.fmr100.recalibrated!.threshold).toBeLessThan(0.31)
  expect(recalibrated!.fmr100.frozen).toEqual(recalibrated!.fmr100.recalibrated)
  expect(recalibrated!.fmr1000.recalibrated).toBeNull() // too few development impostors for 0.1 %
})

test('fold accuracy by trying every threshold on every fold', () => {
  const distance = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((n) => n / 10), // on grid points, where a strict comparison matters
    fc.double({ min: 0, max: 4, noNaN: true }),
  )
  const fold = fc.record({
    genuine: fc.array(distance, { minLength: 1, maxLength: 6 }),
    impostor: fc.array(distance, { minLength: 1, maxLength: 6 }),
  })
  const thresholds = Array.from({ length: 400 }, (_, k) => k * 0.01)
  fc.assert(
    fc.property(fc.array(fold, { minLength: 2, maxLength: 4 }), (folds) => {
      const rows = folds.flatMap(({ genuine, impostor }, f) => [
        ...genuine.map((distance) => ({ distance, genuine: true, f })),
        ...impostor.map((distance) => ({ distance, genuine: false, f })),
      ])
      const right = (members: typeof rows, t: number) =>
        members.filter(({ distance, genuine }) => distance < t === genuine).length
      const expected = folds.map((_, f) => {
        const training = rows.filter((row) => row.f !== f)
        const best = thresholds.reduce((a, t) => (right(training, t) > right(training, a) ? t : a))
        const own = rows.filter((row) => row.f === f)
        return { threshold: best, accuracy: right(own, best) / own.length }
      })
      const found = foldAccuracy(
        rows.map((row) => row.distance),
        rows.map((row) => row.genuine),
        rows.map((row) => row.f),
      )
      expect(found.perFold).toEqual(expected)
    }),
  )
})

test('clustered rate: moments by looking at every two and three pairs that share a person', () => {
  const judged = fc.array(fc.record({ reference: person, probe: person, isError: fc.boolean() }), {
    minLength: 2,
    maxLength: 20,
  })
  fc.assert(
    fc.property(judged, (all) => {
      const impostors = all.filter(({ reference, probe }) => reference !== probe)
      if (impostors.length === 0) return
      const rate = impostors.filter(({ isError }) => isError).length / impostors.length
      const residual = ({ isError }: (typeof impostors)[number]) => Number(isError) - rate
      const peopleOn = (pairs: typeof impostors) => {
        const [first, ...others] = pairs.map(({ reference, probe }) => [reference, probe])
        return first!.filter((one) => others.every((people) => people.includes(one))).length
      }
      let products = 0
      let couples = 0
      let triples = 0
      for (const a of impostors) {
        for (const b of impostors) {
          const shared = peopleOn([a, b])
          if (shared === 0) continue
          products += residual(a) * residual(b)
          if (shared === 2) couples += residual(a) * residual(b)
          for (const c of impostors) if (peopleOn([a, b, c]) > 0) triples += residual(a) * residual(b) * residual(c)
        }
      }
      const naive = (rate * (1 - rate)) / impostors.length
      const clusters = pairClusters(
        impostors.map(({ reference, probe }) => ({ reference: `${reference}`, probe: `${probe}` })),
      )
      const pairIndices = impostors.map((_, i) => i)
      const clustered = clusteredRate({ pairIndices, isError: impostors.map((one) => one.isError) }, clusters)
      expect(clustered.people).toBe(clusters.personCount)
      expect(clustered.variance).toBeCloseTo(Math.max(naive, Math.max(products, couples) / impostors.length ** 2), 12)
      expect(clustered.thirdMoment).toBeCloseTo(triples / impostors.length ** 3, 12)
    }),
  )
})
