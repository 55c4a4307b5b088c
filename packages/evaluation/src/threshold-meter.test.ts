import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { compareSettings } from './compare-settings.ts'
import type { SettingComparisons } from './comparison.ts'
import { openThresholdMeter, type RatesOver } from './threshold-meter.ts'

const rng = createRng('threshold-meter')

/** 60 genuine and 140 impostor pairs of 20 people; every tenth comparison of the second setting failed. */
const people = Array.from({ length: 200 }, (_, pair) => ({
  reference: `p${pair % 20}`,
  probe: pair < 60 ? `p${pair % 20}` : `p${(pair + 1 + (pair % 7)) % 20}`,
}))
const settings = (['umr-ump', 'umr-mp'] as const).map(
  (setting): SettingComparisons => ({
    setting,
    comparisons: people.map((_, pairIndex) => ({
      pairIndex,
      genuine: pairIndex < 60,
      outcome:
        setting === 'umr-mp' && pairIndex % 10 === 3
          ? { ok: false, side: 'probe', reason: 'no-face' }
          : { ok: true, score: Math.round(rng.normal(pairIndex < 60 ? 0.6 : 0.2, 0.2) * 20) / 20 }, // with ties
    })),
  }),
)
const table = compareSettings({ settings, people })

describe('openThresholdMeter', () => {
  test.each<RatesOver>(['scored', 'withFailures', 'common'])('%s: the table at the frozen threshold', (over) => {
    const { threshold } = table.frozen.fmr100
    const rates = openThresholdMeter({ settings, people, over })(threshold!)
    for (const [i, { setting, point, genuineCount, impostorCount }] of rates.entries()) {
      const row = table.settings[i]!
      const expected = over === 'withFailures' ? row.withFailures : row[over].rates
      expect(setting).toBe(row.setting)
      expect(point).toEqual(expected!.frozenFmr100)
      expect([genuineCount, impostorCount]).toEqual([expected!.genuineCount, expected!.impostorCount])
    }
  })

  test('counts again what a threshold accepts', () => {
    const meter = openThresholdMeter({ settings, people, over: 'withFailures' })
    for (const threshold of [-1, 0.2, 0.35, 0.4, 0.61, 2]) {
      for (const [i, { point }] of meter(threshold).entries()) {
        const accepted = (genuine: boolean) =>
          settings[i]!.comparisons.filter(
            (comparison) =>
              comparison.genuine === genuine && comparison.outcome.ok && comparison.outcome.score >= threshold,
          ).length
        expect(point!.fmr).toBe(accepted(false) / 140)
        expect(point!.fnmr).toBe((60 - accepted(true)) / 60)
      }
    }
  })

  test('a setting without scores has no rates', () => {
    const failed: SettingComparisons = {
      setting: 'mr-mp',
      comparisons: settings[0]!.comparisons.map((comparison) => ({
        ...comparison,
        outcome: { ok: false, side: 'probe', reason: 'no-face' },
      })),
    }
    const rates = openThresholdMeter({ settings: [settings[0]!, failed], people, over: 'scored' })(0.5)
    expect(rates[1]).toEqual({ setting: 'mr-mp', genuineCount: 0, impostorCount: 0, point: null })
    expect(rates[0]!.point).not.toBeNull()
  })
})
