import { describe, expect, test } from 'vitest'
import { compareSettings } from './compare-settings.ts'
import type { Comparison, ComparisonOutcome, FailureSide, SettingComparisons } from './comparison.ts'
import { ComparisonTableSchema } from './comparison-table.ts'
import type { SettingId } from './settings.ts'

type Cell = number | `${FailureSide} ${string}`

/** Pairs in order: genuine first. A number is a score, a text is side and reason of a failure. */
function setting(name: SettingId, genuine: Cell[], impostor: Cell[]): SettingComparisons {
  const outcome = (cell: Cell): ComparisonOutcome => {
    if (typeof cell === 'number') return { ok: true, score: cell }
    const [side, reason] = cell.split(' ')
    return { ok: false, side: side as FailureSide, reason: reason! }
  }
  const comparisons = [...genuine, ...impostor].map(
    (cell, pairIndex): Comparison => ({ pairIndex, genuine: pairIndex < genuine.length, outcome: outcome(cell) }),
  )
  return { setting: name, comparisons }
}

/** Scores 0, 1/count, 2/count … */
const ramp = (count: number) => Array.from({ length: count }, (_, i) => i / count)

describe('compareSettings', () => {
  test('frozen thresholds come from UMR-UMP and show what an operator would live with', () => {
    // every masked score is 0.05 higher: EER stays the same, security at the frozen threshold is lost
    const lift = (scores: number[]) => scores.map((score) => score + 0.05)
    const genuine = [0.9, 0.995, 1.2, 1.3]
    const table = compareSettings({
      settings: [setting('umr-mp', lift(genuine), lift(ramp(200))), setting('umr-ump', genuine, ramp(200))],
    })
    expect(table.frozen.fmr100).toEqual({ targetFmr: 0.01, threshold: 0.99, source: 'umr-ump', reason: null })
    const [masked, unmasked] = table.settings
    expect(masked!.scored.rates!.equalErrorRate!.eer).toBeCloseTo(unmasked!.scored.rates!.equalErrorRate!.eer, 12)
    expect(unmasked!.scored.rates!.frozenFmr100).toMatchObject({ threshold: 0.99, fmr: 0.01, fnmr: 0.25 })
    expect(masked!.scored.rates!.frozenFmr100).toMatchObject({ threshold: 0.99, fmr: 0.06, fnmr: 0.25 })
  })

  test('200 impostors support FMR 1 % and not 0.1 %: no frozen threshold, and a reason', () => {
    const table = compareSettings({ settings: [setting('umr-ump', [0.5, 2], ramp(200))] })
    expect(table.frozen.fmr1000).toEqual({
      targetFmr: 0.001,
      threshold: null,
      source: 'umr-ump',
      reason: 'too-few-impostors',
    })
    const { rates } = table.settings[0]!.scored
    expect(rates!.frozenFmr1000).toBeNull()
    expect(rates!.fmr1000).toMatchObject({
      supported: false,
      targetFmr: 0.001,
      impostorCount: 200,
      smallestFmr: 0.005,
      atSmallestFmr: {
        threshold: 0.995,
        fmr: 0.005,
        fnmr: 0.5,
        fmrInterval: null,
        fnmrInterval: null,
        // (1 - low)^200 = 0.975, and 0.025 ^ (1/2) of one error in two
        fmrBinomialInterval: { low: expect.closeTo(1 - 0.975 ** (1 / 200), 12) },
        fnmrBinomialInterval: { low: expect.closeTo(1 - 0.975 ** 0.5, 12), high: expect.closeTo(0.975 ** 0.5, 12) },
      },
    })
  })

  test('without UMR-UMP there are no frozen thresholds, unless another run gives them', () => {
    const settings = [setting('umr-mp', [0.9], [0.1])]
    expect(compareSettings({ settings }).frozen.fmr100).toMatchObject({ threshold: null, reason: 'no-umr-ump' })
    const given = compareSettings({ settings, frozenThresholds: { fmr100: 0.5, fmr1000: null } })
    expect(given.frozen).toEqual({
      fmr100: { targetFmr: 0.01, threshold: 0.5, source: 'given', reason: null },
      fmr1000: { targetFmr: 0.001, threshold: null, source: 'given', reason: 'not-given' },
    })
    expect(given.settings[0]!.scored.rates!.frozenFmr100).toMatchObject({ fmr: 0, fnmr: 0 })
  })

  test('failures: left out, counted, by side and reason, and on the common pairs', () => {
    const table = compareSettings({
      settings: [
        setting('umr-ump', [0.9, 0.8, 0.7, 0.6], [0.1, 0.2, 0.3, 0.4]),
        setting('mirror:flat', [0.9, 'treatment no-mask', 'probe no-face', 0.2], [0.5, 'probe no-face', 0.3, 0.1]),
      ],
      frozenThresholds: { fmr100: 0.5, fmr1000: 0.65 },
    })
    expect(table.pairs).toEqual({ genuine: 4, impostor: 4 })
    expect(table.pairsInAllSettings).toBe(5)
    const [unmasked, treated] = table.settings
    expect(treated).toMatchObject({
      label: 'Mirror (flat)',
      failed: { genuine: 2, impostor: 1 },
      failures: [
        { side: 'probe', reason: 'no-face', genuine: 1, impostor: 1 },
        { side: 'treatment', reason: 'no-mask', genuine: 1, impostor: 0 },
      ],
    })
    expect(treated!.scored.rates!.frozenFmr100).toMatchObject({ fmr: 1 / 3, fnmr: 1 / 2 })
    expect(treated!.withFailures!.frozenFmr100).toMatchObject({ fmr: 1 / 4, fnmr: 3 / 4 })
    expect(treated!.withFailures).toMatchObject({ genuineCount: 4, impostorCount: 4 })
    // pairs 0 and 3 genuine, 4, 6 and 7 impostor
    expect(unmasked!.common.genuine).toMatchObject({ count: 2, mean: 0.75 })
    expect(unmasked!.common.rates!.frozenFmr1000).toMatchObject({ fmr: 0, fnmr: 1 / 2 })
    expect(treated!.common.rates).toEqual(treated!.scored.rates)
    expect(unmasked!.withFailures).toEqual(unmasked!.scored.rates)
  })

  test('a setting where everything failed is a row of nulls, not an error', () => {
    const table = compareSettings({
      settings: [setting('umr-ump', [0.9], [0.1]), setting('umr-mp', ['probe no-face'], ['probe no-face'])],
    })
    const failed = table.settings[1]!
    expect(failed.scored).toEqual({
      genuine: { count: 0, mean: null, standardDeviation: null },
      impostor: { count: 0, mean: null, standardDeviation: null },
      dPrime: null,
      fisherRatio: null,
      auc: null,
      rates: null,
    })
    expect(failed.withFailures).toBeNull()
    expect(table.pairsInAllSettings).toBe(0)
  })

  test('all genuine comparisons failed: an operator sees FNMR 1 at any threshold', () => {
    const table = compareSettings({
      settings: [setting('umr-mp', ['probe no-face', 'probe no-face'], [0.1, 0.7])],
      frozenThresholds: { fmr100: 0.5, fmr1000: null },
    })
    const { scored, withFailures } = table.settings[0]!
    expect(scored.rates).toBeNull()
    expect(withFailures!.frozenFmr100).toMatchObject({ fmr: 0.5, fnmr: 1 })
    expect(withFailures!.equalErrorRate).toMatchObject({ low: 1, high: 1, threshold: 0.1 })
  })

  test('people give intervals around the rates', () => {
    const settings = [setting('umr-ump', [0.9, 0.2], [0.1, 0.8])]
    const people = [
      { reference: 'ann', probe: 'ann' },
      { reference: 'bob', probe: 'bob' },
      { reference: 'ann', probe: 'bob' },
      { reference: 'bob', probe: 'cy' },
    ]
    const { frozenFmr100 } = compareSettings({ settings, people, frozenThresholds: { fmr100: 0.5, fmr1000: null } })
      .settings[0]!.scored.rates!
    for (const interval of [frozenFmr100!.fmrInterval!, frozenFmr100!.fnmrInterval!]) {
      expect(interval.low).toBeLessThan(0.5)
      expect(interval.high).toBeGreaterThan(0.5)
    }
    expect(() => compareSettings({ settings, people: people.slice(0, 3) })).toThrow('pair 3 is missing among 3')
    expect(() => compareSettings({ settings, people: people.toReversed() })).toThrow(
      'genuine pair 0 shows "bob" and "cy"',
    )
  })

  test('the table survives JSON', () => {
    const table = compareSettings({ settings: [setting('umr-ump', [0.5, 2, 'reference no-face'], ramp(200))] })
    expect(ComparisonTableSchema.parse(JSON.parse(JSON.stringify(table)))).toEqual(table)
  })
})

describe('one pair list for all settings', () => {
  const base = setting('umr-ump', [0.9, 0.8], [0.1])

  test.each([
    [
      'a pair left out',
      { ...setting('umr-mp', [0.9, 0.8], [0.1]), comparisons: base.comparisons.slice(1) },
      'pair 0 of umr-ump is not in umr-mp',
    ],
    ['a pair more', setting('umr-mp', [0.9, 0.8], [0.1, 0.2]), 'pair 3 of umr-mp is not in umr-ump'],
    [
      'another class',
      setting('umr-mp', [0.9, 0.8, 0.1], []),
      'pair 2 to be of one class but it is impostor in umr-ump and genuine in umr-mp',
    ],
    ['the same setting again', base, 'Expected the comparisons of each setting once but received "umr-ump" twice'],
    [
      'a pair twice',
      { setting: 'umr-mp', comparisons: [...base.comparisons, base.comparisons[0]!] } as SettingComparisons,
      'Expected each pair once in umr-mp but received pair 0 twice',
    ],
    [
      'a score that is not a number',
      setting('umr-mp', [0.9, Number.NaN], [0.1]),
      'Expected the genuine score of pair 1 in umr-mp to be a finite number but received NaN',
    ],
  ])('rejects %s', (_, second, message) => {
    expect(() => compareSettings({ settings: [base, second] })).toThrow(message)
  })

  test('pairs may have any whole numbers, in another order in each setting', () => {
    const spread = ({ setting, comparisons }: SettingComparisons): SettingComparisons => ({
      setting,
      comparisons: comparisons.map((comparison) => ({ ...comparison, pairIndex: 7 + 1e9 * comparison.pairIndex })),
    })
    const settings = [base, setting('umr-mp', [0.7, 'probe no-face'], [0.2])]
    const [first, second] = settings.map(spread)
    const turned = { ...second!, comparisons: second!.comparisons.toReversed() }
    expect(compareSettings({ settings: [first!, turned] })).toEqual(compareSettings({ settings }))
    const more = { ...turned, comparisons: [...turned.comparisons, ...base.comparisons] }
    expect(() => compareSettings({ settings: [first!, more] })).toThrow('pair 0 of umr-mp is not in umr-ump')
    const twice = { ...more, comparisons: [...more.comparisons, base.comparisons[0]!] }
    expect(() => compareSettings({ settings: [first!, twice] })).toThrow('each pair once in umr-mp but received pair 0')
  })

  test('rejects a list of one class, and no settings', () => {
    expect(() => compareSettings({ settings: [setting('umr-ump', [0.9], [])] })).toThrow(
      'Expected a pair list with genuine and impostor pairs but received 1 genuine and 0 impostor',
    )
    expect(() => compareSettings({ settings: [] })).toThrow('at least one setting')
  })
})
