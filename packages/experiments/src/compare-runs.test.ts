import { createRng } from '@maskmirror/core'
import { type ComparisonOutcome, compareSettings, type SettingId } from '@maskmirror/evaluation'
import { describe, expect, test } from 'vitest'
import { type ComparedRun, compareRuns } from './compare-runs.ts'
import type { RunScores } from './run-scores.ts'
import { comparisonsOf, peopleOfPairs } from './scores.ts'

const people = 40

/** 120 genuine and 480 impostor pairs of 40 people. */
const pairs = Array.from({ length: 600 }, (_, i) => {
  const reference = i % people
  const genuine = i < 120
  return { reference, probe: genuine ? reference : (reference + 1 + (i % 7)) % people, genuine }
})

/** A run whose genuine scores have a mean; failures where the pair's number is in the list. */
function runOf(
  id: string,
  { mean = 0.5, settings = ['umr-ump', 'umr-mp'] as SettingId[], failed = [] as number[] } = {},
): ComparedRun {
  const rng = createRng('compare-runs') // the same noise in every run: only the means differ
  const scores: RunScores = {
    views: Array.from({ length: people }, (_, i) => ({
      person: `p${i}`,
      bare: { photo: `p${i}/1`, position: i },
      masked: null,
    })),
    pairs,
    scores: new Map(
      settings.map((setting) => [
        setting,
        pairs.map(({ genuine }, i): ComparisonOutcome => {
          const score = rng.normal(genuine ? (setting === 'umr-ump' ? 0.5 : mean) : 0, 0.15)
          return failed.includes(i) ? { ok: false, side: 'probe', reason: 'no-face' } : { ok: true, score }
        }),
      ]),
    ),
    attributes: [],
    faces: { bare: 'faces/a', masked: null },
  }
  const table = compareSettings({ settings: comparisonsOf(scores), people: peopleOfPairs(scores) })
  const counts = { people, photos: people, pairs: 600, genuine: 120, impostor: 480 }
  const result: ComparedRun['result'] = {
    table,
    curves: [],
    histograms: [],
    slices: [],
    identification: null,
    evidence: { seed: 'halves', calibration: [], fusion: null },
    normalisation: [],
    failures: [],
    examples: [],
    notes: [],
    counts,
  }
  return { id, scores, result }
}

const options = { onProgress: () => {}, signal: new AbortController().signal, clockMs: () => 0, threads: 1 }

describe('compareRuns', () => {
  test('what the second run changed, with the sign of its errors; 0 where nothing changed', async () => {
    const [a, b] = [runOf('a'), runOf('b', { mean: 0.3 })]
    const comparison = await compareRuns(a, b, options)
    expect(comparison).toMatchObject({ a: 'a', b: 'b', settings: ['umr-ump', 'umr-mp'], pairs: 600, people: 40 })
    const of = (setting: string, measure: string) =>
      comparison.differences.find((one) => one.setting === setting && one.measure === measure)
    const fnmr = of('umr-mp', 'fnmr-at-frozen-fmr100')!
    const rates = [a, b].map(({ result }) => result.table.settings[1]!.scored.rates!.frozenFmr100!.fnmr)
    expect(fnmr.difference).toBeCloseTo(rates[1]! - rates[0]!, 12)
    expect(fnmr.low).toBeGreaterThan(0)
    expect(fnmr.pHolm).toBeLessThan(0.001)
    const same = of('umr-ump', 'fnmr-at-frozen-fmr100')
    expect(same).toMatchObject({ difference: 0, low: 0, high: 0, pValue: 1 })
    expect(await compareRuns(a, b, options)).toEqual(comparison)
  })

  test('Holm’s correction counts the settings of a measure', async () => {
    const b = runOf('b', { mean: 0.45 })
    b.scores.scores.forEach((outcomes, setting, map) => {
      const moved = outcomes.map((outcome, i) =>
        outcome.ok && i % 3 === 0 ? { ...outcome, score: outcome.score - 0.05 } : outcome,
      )
      ;(map as Map<SettingId, ComparisonOutcome[]>).set(setting, moved)
    })
    const { differences } = await compareRuns(runOf('a'), b, options)
    const eers = differences.filter(({ measure }) => measure === 'eer').sort((x, y) => x.pValue - y.pValue)
    expect(eers).toHaveLength(2)
    expect(eers[0]!.pHolm).toBeCloseTo(Math.min(1, 2 * eers[0]!.pValue), 12)
    expect(eers[1]!.pHolm).toBeCloseTo(Math.max(eers[0]!.pHolm, eers[1]!.pValue), 12)
  })

  test('only pairs that both scored count, and only settings of both', async () => {
    const failed = [0, 1, 2, 3]
    const b = runOf('b', { mean: 0.3, settings: ['umr-mp', 'mr-mp'], failed })
    const { settings, differences } = await compareRuns(runOf('a'), b, options)
    expect(settings).toEqual(['umr-mp'])
    // without UMR-UMP, the second run has no frozen thresholds
    expect(differences.map(({ measure }) => measure)).not.toContain('fnmr-at-frozen-fmr100')
    expect(differences.map(({ measure }) => measure)).toContain('eer')
  })

  test('refuses other pairs and says where they part', async () => {
    const a = runOf('a')
    const shorter = runOf('b')
    const cut = { ...shorter, scores: { ...shorter.scores, pairs: pairs.slice(1) } }
    await expect(compareRuns(a, cut, options)).rejects.toThrow('one has 600 pairs and the other 599')
    const swapped = { ...shorter.scores, pairs: [pairs[1]!, pairs[0]!, ...pairs.slice(2)] }
    await expect(compareRuns(a, { ...shorter, scores: swapped }, options)).rejects.toThrow(
      'pair 0 is p0, p0/1 with p0, p0/1 in one and p1, p1/1 with p1, p1/1 in the other',
    )
    const apart = runOf('b', { settings: ['mr-mp'] })
    await expect(compareRuns(a, apart, options)).rejects.toMatchObject({ code: 'runs-not-comparable' })
  })
})
