import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { calibrateSetting } from '#evidence/calibrate-setting.ts'
import { splitPeople } from '#people-split.ts'
import { prepareScores } from '#prepared-scores.ts'
import { evidenceOfSets } from './evidence-of-sets.ts'
import { evidenceOfSetsReport } from './evidence-sections.ts'
import type { ScoreSet } from './score-set.ts'
import { settingScoresOf } from './setting-scores-of.ts'

/** Two systems on the same pairs, whose errors are not the same ones. */
function twoSystems(prefix: string): [ScoreSet, ScoreSet] {
  const rng = createRng(`two systems ${prefix}`)
  const people = Array.from({ length: 1200 }, () => [rng.int(40), rng.int(3) > 0 ? rng.int(40) : -1] as const)
  const reference = Int32Array.from(people, ([a]) => a)
  const probe = Int32Array.from(people, ([a, b]) => (b < 0 ? a : b))
  const genuine = Uint8Array.from(reference, (person, i) => Number(person === probe[i]))
  const names = Array.from({ length: 40 }, (_, i) => `${prefix}${i}`)
  const system = (setting: ScoreSet['setting']): ScoreSet => ({
    setting,
    scores: Float64Array.from(genuine, (flag) => rng.normal(flag, 0.6)),
    genuine,
    people: { reference, probe, names },
    pictures: { reference: null, probe: null, names: [] },
    folds: null,
  })
  return [system('system:a'), system('system:b')]
}

function preparedOf(sets: readonly ScoreSet[]) {
  return new Map(
    sets.map(({ setting, scores, genuine }) => {
      const of = (flag: number) => scores.filter((_, i) => genuine[i] === flag)
      return [setting, prepareScores({ genuine: of(1), impostor: of(0) })]
    }),
  )
}

describe('evidenceOfSets', () => {
  const sets = twoSystems('p')
  const options = { seed: 's', development: null, fused: true }

  test('half of the people is what a run calibrates on', () => {
    const { calibration, fittedOn } = evidenceOfSets(sets, preparedOf(sets), options)
    const { reference, probe, names } = sets[0].people!
    const people = Array.from(reference!, (a, i) => ({ reference: names[a]!, probe: names[probe![i]!]! }))
    const expected = calibrateSetting(settingScoresOf(sets[0]), splitPeople(people, 's'))
    expect(fittedOn).toBe('half-of-people')
    expect(calibration[0]!.outcome).toEqual({ ok: true, value: expected })
    expect(expected.minCllr).toBeLessThan(expected.cllr)
    expect(calibration[0]!.minCllr).toBeGreaterThan(0.3)
  })

  test('two systems that err apart are better together, on people whom nothing was fitted to', () => {
    const { fusion } = evidenceOfSets(sets, preparedOf(sets), options)
    if (!fusion?.ok) throw new Error(fusion?.detail)
    const { systems, logistic } = fusion.value
    for (const { measures } of systems) expect(logistic.measures.eer).toBeLessThan(measures.eer - 0.03)
  })

  test('development files of other people: fitted to all of them, measured on all pairs', () => {
    const development = twoSystems('d')
    const found = evidenceOfSets(sets, preparedOf(sets), { ...options, development: development.toReversed() })
    const { calibration, fusion, fittedOn } = found
    expect(fittedOn).toBe('development-files')
    if (!calibration[0]!.outcome.ok || !fusion?.ok) throw new Error('not calibrated')
    expect(calibration[0]!.outcome.value.minCllr).toBeCloseTo(calibration[0]!.minCllr, 12)
    expect(fusion.value.development.genuine).toBe(development[0].genuine.reduce((sum, flag) => sum + flag, 0))
    expect(fusion.value.test.genuine).toBe(sets[0].genuine.reduce((sum, flag) => sum + flag, 0))
    const { sections, notes } = evidenceOfSetsReport(found)
    expect(sections.map(({ title }) => title)).toEqual([
      'Scores as evidence, calibrated on the development files and measured on all pairs (bits)',
      'Each alone and fused, on people whom nothing was fitted to',
    ])
    expect(notes).toHaveLength(2)
  })

  test('the same people in both, or unknown people, are said and not measured', () => {
    const same = evidenceOfSets(sets, preparedOf(sets), { ...options, development: sets })
    expect(same.calibration[0]!.outcome).toMatchObject({ ok: false, reason: 'people-overlap' })
    expect(same.fusion).toMatchObject({ ok: false, reason: 'people-overlap' })
    const [nameless] = sets.map((set) => ({ ...set, people: null }))
    const { calibration } = evidenceOfSets([nameless!], preparedOf(sets), { ...options, fused: false })
    expect(calibration[0]).toMatchObject({
      outcome: { ok: false, reason: 'people-missing' },
      minCllr: expect.any(Number),
    })
  })
})
