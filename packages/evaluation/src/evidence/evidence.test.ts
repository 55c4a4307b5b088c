import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import type { PairPeople, SettingComparisons } from '../comparison.ts'
import { splitPeople } from '../people-split.ts'
import type { SettingId } from '../settings.ts'
import { EvidenceSchema, evidence } from './evidence.ts'
import { evidenceReport } from './evidence-report.ts'
import { NormalisedArmSchema, normaliseArms } from './normalise-arms.ts'

/** 1,500 pairs of 60 people; genuine scores lie a gap above impostor ones. */
const rng = createRng('evidence')
const people: PairPeople[] = Array.from({ length: 1_500 }, (_, i) => {
  const reference = rng.int(60)
  return { reference: `p${reference}`, probe: `p${i % 3 === 0 ? reference : (reference + 1 + rng.int(59)) % 60}` }
})
const split = splitPeople(people, 'halves')

function settingOf(
  setting: SettingId,
  gap: number,
  failing: (pair: number) => boolean = () => false,
): SettingComparisons {
  const noise = rng.fork(setting)
  return {
    setting,
    comparisons: people.map(({ reference, probe }, pairIndex) => {
      const genuine = reference === probe
      const score = 0.1 * noise.normal() + (genuine ? gap : 0)
      return {
        pairIndex,
        genuine,
        outcome: failing(pairIndex) ? { ok: false, side: 'treatment', reason: 'no-mask' } : { ok: true, score },
      }
    }),
  }
}

describe('evidence', () => {
  const settings = [
    settingOf('umr-ump', 0.5),
    settingOf('umr-mp', 0.2),
    settingOf('mirror:flat', 0.2, (pair) => pair < 100),
  ]
  const found = evidence(settings, people, split)

  test('every setting is calibrated; only arms with the same reference and probe are fused', () => {
    expect(found.calibration.map(({ setting }) => setting)).toEqual(['umr-ump', 'umr-mp', 'mirror:flat'])
    const costs = found.calibration.map(({ outcome }) => (outcome.ok ? outcome.value.cllr : Number.NaN))
    expect(costs[0]).toBeLessThan(costs[1]!)
    if (found.fusion?.ok !== true) throw new Error('expected a fusion')
    const { systems, dropped, logistic } = found.fusion.value
    expect(systems.map(({ system }) => system)).toEqual(['umr-mp', 'mirror:flat'])
    expect(dropped.notScored).toBe(100)
    expect(logistic.measures.cost.cllr).toBeLessThan(systems[0]!.measures.cost.cllr)
  })

  test('is plain data, and says what it is in a report', () => {
    expect(EvidenceSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found)
    const { sections, notes } = evidenceReport(found)
    expect(sections.map(({ rows }) => rows.map(([name]) => name))).toEqual([
      ['UMR-UMP', 'UMR-MP', 'Mirror (flat)'],
      ['UMR-MP', 'Mirror (flat)', 'Sum rule', 'Logistic fusion'],
    ])
    for (const { columns, rows } of sections) for (const row of rows) expect(row).toHaveLength(columns.length)
    expect(notes.join(' ')).toContain('100 that not every arm scored')
  })

  test('what the data lack is an outcome, not the end of the run', () => {
    const constant: SettingComparisons = {
      setting: 'umr-mp',
      comparisons: settings[1]!.comparisons.map((one) => ({ ...one, outcome: { ok: true, score: 0.5 } })),
    }
    const unscored = settingOf('mirror:flat', 0.2, () => true)
    const { calibration, fusion } = evidence([constant, unscored], people, split)
    expect(calibration.map(({ outcome }) => outcome.ok || outcome.reason)).toEqual(['spread-zero', 'scores-empty'])
    expect(fusion).toMatchObject({ ok: false, reason: 'scores-empty' })
    const { sections, notes } = evidenceReport({ seed: 's', calibration, fusion })
    expect(sections).toHaveLength(1)
    expect(
      notes.filter((note) => note.includes('was not calibrated') || note.includes('Nothing was fused')),
    ).toHaveLength(3)
  })

  test('one arm alone is not fused', () => {
    expect(evidence(settings.slice(0, 2), people, split).fusion).toBeNull()
  })
})

test('an offset of each probe, such as a mask leaves, is removed by what looks at the probe', () => {
  const probeOffsets = Array.from({ length: 60 }, () => 0.3 * rng.normal())
  const [probe, reference] = [people.map((_, i) => i % 60), people.map((_, i) => (i * 7) % 60)]
  const genuine = people.map(({ reference, probe }) => reference === probe)
  const cohortScores = (name: string, rows: number, offset: (row: number) => number) => ({
    name,
    mask: 'masked' as const,
    rows,
    columns: 40,
    values: Array.from({ length: rows * 40 }, (_, i) => 0.1 * rng.normal() + offset(Math.floor(i / 40))),
  })
  const outcome = normaliseArms({
    pairs: {
      scores: people.map((_, i) => 0.1 * rng.normal() + (genuine[i] ? 0.3 : 0) + probeOffsets[probe[i]!]!),
      reference,
      probe,
    },
    genuine,
    people,
    cohorts: {
      z: cohortScores('z', 60, () => 0),
      t: cohortScores('t', 60, (row) => probeOffsets[row]!),
      zt: cohortScores('zt', 40, () => 0),
    },
  })
  if (!outcome.ok) throw new Error(outcome.detail)
  const arms = outcome.value
  expect(arms.map(({ method }) => method)).toEqual(['none', 'z', 't', 'zt', 's', 'adaptive-s'])
  const eer = Object.fromEntries(arms.map(({ method, measures }) => [method, measures.rates!.equalErrorRate!.eer]))
  expect(eer.none).toBeGreaterThan(0.25)
  expect(eer.t).toBeLessThan(0.12)
  expect(eer.zt).toBeLessThan(0.12)
  expect(eer.s).toBeLessThan(eer.none! - 0.05)
  expect(Math.abs(eer.z! - eer.none!)).toBeLessThan(0.03)
  expect(arms[4]!.cohorts).toMatchObject([{ name: 'z', size: 40, top: null }, { name: 't' }])
  expect(arms[5]!.cohorts).toMatchObject([{ top: 13 }, { top: 13 }])
  for (const arm of arms) expect(NormalisedArmSchema.parse(JSON.parse(JSON.stringify(arm)))).toEqual(arm)
})
