import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ComparisonTable, compareSettings, fmrAt, fnmrAt, plainSettings, prepareScores } from '../src/index.ts'
import { needsOracles, oracles, readCsv, readJson } from './shared-oracles.ts'

const names =
  oracles === null
    ? []
    : readdirSync(join(oracles, 'g_conditions'))
        .filter((file) => file.endsWith('_expected.json'))
        .map((file) => file.slice(0, -'_expected.json'.length))

const sets = names.map((name) => {
  const rows = readCsv('g_conditions', `${name}_pairs.csv`)
  const settings = plainSettings.map((setting, column) => ({
    setting,
    comparisons: rows.map((row) => ({
      pairIndex: Number(row[0]),
      genuine: row[1] === '1',
      outcome: { ok: true as const, score: Number(row[2 + column]) },
    })),
  }))
  return { name, settings, expected: readJson('g_conditions', `${name}_expected.json`) }
})

test.skipIf(oracles === null)(`reference sets of the four settings are found${needsOracles}`, () => {
  expect(sets.length).toBeGreaterThanOrEqual(2)
})

describe.each(sets)('$name', ({ settings, expected }) => {
  /** The self-restrained triplet's program takes the threshold with the NEAREST FMR, so its thresholds are passed in. */
  const srt = compareSettings({
    settings,
    frozenThresholds: { fmr100: expected.frozen_thresholds.fmr100_th, fmr1000: expected.frozen_thresholds.fmr1000_th },
  })
  const own = compareSettings({ settings })
  const rowOf = (table: ComparisonTable, setting: string) => table.settings.find((row) => row.setting === setting)!

  test.each(plainSettings)(
    '%s at the frozen thresholds of the SRT program, its EER, means and Fisher ratio',
    (setting) => {
      const { scored } = rowOf(srt, setting)
      const row = expected.srt_rows[setting.replace('-', '_')]
      expect(scored.rates!.frozenFmr100!.fmr * 100).toBeCloseTo(row.fmr_at_fmr100_th_percent, 10)
      expect(scored.rates!.frozenFmr100!.fnmr * 100).toBeCloseTo(row.fnmr_at_fmr100_th_percent, 10)
      expect(scored.rates!.frozenFmr1000!.fmr * 100).toBeCloseTo(row.fmr_at_fmr1000_th_percent, 10)
      expect(scored.rates!.frozenFmr1000!.fnmr * 100).toBeCloseTo(row.fnmr_at_fmr1000_th_percent, 10)
      expect(scored.rates!.equalErrorRate!.eer * 100).toBeCloseTo(row.eer_percent, 10)
      expect(scored.genuine.mean).toBeCloseTo(row.g_mean, 9)
      expect(scored.impostor.mean).toBeCloseTo(row.i_mean, 9)
      expect(scored.genuine.standardDeviation).toBeCloseTo(row.g_std_population, 9)
      expect(scored.impostor.standardDeviation).toBeCloseTo(row.i_std_population, 9)
      expect(scored.fisherRatio! / row.fdr).toBeCloseTo(1, 9)
    },
  )

  test.each(plainSettings)('%s at its own thresholds as read off scikit-learn, never above the target', (setting) => {
    const { rates, auc } = rowOf(own, setting).scored
    const { sklearn } = expected.per_condition[setting.replace('-', '_')]
    for (const [answer, target] of [
      [rates!.fmr100, '0.01'],
      [rates!.fmr1000, '0.001'],
    ] as const) {
      if (!answer.supported) throw new Error(`expected ${target} to be supported`)
      expect(answer.fmr).toBeLessThanOrEqual(Number(target))
      expect(answer.fnmr).toBeCloseTo(1 - sklearn.best_tpr_with_fpr_le[target].tpr, 12)
    }
    expect(auc).toBeCloseTo(sklearn.roc_auc_score, 12)
  })

  test('the own frozen threshold keeps its target on UMR-UMP, where the nearest one need not', () => {
    const scoresOf = (genuine: boolean) =>
      settings[0]!.comparisons.filter((c) => c.genuine === genuine).map((c) => c.outcome.score)
    const scores = prepareScores({ genuine: scoresOf(true), impostor: scoresOf(false) })
    const { threshold } = own.frozen.fmr1000
    expect(fmrAt(scores, threshold!)).toBeLessThanOrEqual(0.001)
    const nearest = expected.frozen_thresholds.fmr1000_th
    // with two decimals the nearest FMR is 0.133 %
    if (expected.round_decimals === 2) expect(fmrAt(scores, nearest)).toBeGreaterThan(0.001)
    expect(fnmrAt(scores, threshold!)).toBeGreaterThanOrEqual(fnmrAt(scores, nearest))
  })
})
