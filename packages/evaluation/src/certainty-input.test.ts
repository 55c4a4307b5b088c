import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { bootstrapPeople } from './bootstrap/bootstrap-people.ts'
import { certaintyInput } from './certainty-input.ts'
import { compareSettings } from './compare-settings.ts'
import type { ComparisonOutcome, SettingComparisons } from './comparison.ts'
import { ComparisonTableSchema } from './comparison-table.ts'
import type { SettingId } from './settings.ts'
import { tableWithCertainty } from './table-with-certainty.ts'

const rng = createRng('certainty of a table')
const people = Array.from({ length: 1200 }, (_, i) => {
  const reference = `p${i % 60}`
  return { reference, probe: i < 240 ? reference : `p${(i + 1 + rng.int(59)) % 60}` }
})
const isGenuine = people.map(({ reference, probe }) => reference === probe)
const noise = people.map(() => rng.normal(0, 0.1))
const bare = people.map((_, i) => (isGenuine[i] ? 0.5 : 0.1) + noise[i]!)

function setting(id: SettingId, outcome: (pair: number) => ComparisonOutcome): SettingComparisons {
  const comparisons = people.map((_, pairIndex) => ({
    pairIndex,
    genuine: isGenuine[pairIndex]!,
    outcome: outcome(pairIndex),
  }))
  return { setting: id, comparisons }
}
const scored = (score: number): ComparisonOutcome => ({ ok: true, score })
const failed: ComparisonOutcome = { ok: false, side: 'probe', reason: 'no-face' }

const settings = [
  setting('umr-ump', (i) => scored(bare[i]!)),
  // masks cost genuine score, and every twentieth probe its face
  setting('umr-mp', (i) =>
    i % 20 === 3 ? failed : scored(bare[i]! - (isGenuine[i] ? 0.15 : 0) + rng.normal(0, 0.05)),
  ),
  // a treatment that does nothing to speak of
  setting('mirror:flat', (i) => scored(bare[i]! - (isGenuine[i] ? 0.15 : 0) + rng.normal(0, 0.05))),
  setting('mr-ump', (i) => scored(bare[i]!)),
]

describe('tableWithCertainty', () => {
  const table = compareSettings({ settings, people })
  const result = tableWithCertainty(
    table,
    bootstrapPeople(certaintyInput(table, settings, people, { seed: 'test', resamples: 400 })),
  )
  const differenceOf = (a: SettingId, b: SettingId, measure: string) =>
    result.differences.find((one) => one.a === a && one.b === b && one.measure === measure)

  test('intervals lie around the table’s own values, and nothing else of it changes', () => {
    for (const [i, { intervals, scored }] of result.settings.entries()) {
      const { equalErrorRate, fmr100, fmr1000 } = scored.rates!
      if (!fmr100.supported) throw new Error('expected support')
      for (const [interval, value] of [
        [intervals!.eer, equalErrorRate!.eer],
        [intervals!.auc, scored.auc],
        [intervals!.fnmrAtFmr100, fmr100.fnmr],
      ] as const) {
        expect(interval!.low).toBeLessThan(value!)
        expect(interval!.high).toBeGreaterThan(value!)
      }
      // 960 impostors do not support 0.1 %
      expect([fmr1000.supported, intervals!.fnmrAtFmr1000]).toEqual([false, null])
      expect({ ...result.settings[i], intervals: null }).toEqual(table.settings[i])
    }
    expect(result.bootstrap).toEqual({ resamples: 400, seed: 'test', people: 60 })
    expect(ComparisonTableSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
  })

  test('a difference is that of the pairs which both settings scored', () => {
    const common = compareSettings({
      settings: settings.slice(0, 2),
      frozenThresholds: { fmr100: table.frozen.fmr100.threshold, fmr1000: null },
    })
    const fnmr = (row: number) => common.settings[row]!.common.rates!.frozenFmr100!.fnmr
    const found = differenceOf('umr-mp', 'umr-ump', 'fnmr-at-frozen-fmr100')!
    expect(found.difference).toBeCloseTo(fnmr(1) - fnmr(0), 12)
    expect(found.low).toBeGreaterThan(0)
    expect(found.pHolm).toBeLessThan(0.01)
  })

  test('a treatment that does nothing shows no difference, a setting that scores alike one of 0', () => {
    const found = differenceOf('mirror:flat', 'umr-mp', 'eer')!
    expect([found.low < 0, found.high > 0, found.pHolm > 0.05]).toEqual([true, true, true])
    const alike = result.differences.filter(({ a, b }) => a === 'mr-ump' && b === 'umr-ump')
    expect(alike).toHaveLength(4)
    for (const one of alike) expect(one).toMatchObject({ difference: 0, low: 0, high: 0, pValue: 1, pHolm: 1 })
  })

  test('UMR-UMP is not compared with UMR-MP again, and Holm corrects over the comparisons of a measure', () => {
    const eer = result.differences.filter(({ measure }) => measure === 'eer')
    expect(eer.map(({ a, b }) => `${a} ${b}`)).toEqual([
      'umr-mp umr-ump',
      'mirror:flat umr-ump',
      'mr-ump umr-ump',
      'mirror:flat umr-mp',
      'mr-ump umr-mp',
    ])
    const smallest = eer.reduce((best, one) => (one.pValue < best.pValue ? one : best))
    expect(smallest.pHolm).toBeCloseTo(Math.min(1, smallest.pValue * eer.length), 12)
    // no frozen threshold at 0.1 %
    expect(result.differences.filter(({ measure }) => measure.includes('fmr1000'))).toEqual([])
  })
})
