import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calibrationCost } from '../src/calibration/calibration.ts'
import { cllr } from '../src/calibration/cllr.ts'
import { minCllr } from '../src/calibration/min-cllr.ts'
import { plainSettings, prepareScores } from '../src/index.ts'
import { needsOracles, oracles, readCsv, readJson, readNumbers } from './shared-oracles.ts'

interface ScoreSet {
  name: string
  genuine: ArrayLike<number>
  impostor: ArrayLike<number>
  bob: { cllr: number; min_cllr: number }
  /** Null where only bob's value is there. */
  tiesPooled: number | null
}

const namesIn = (folder: string, ending: string) =>
  readdirSync(join(oracles!, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))

function tinySets(): ScoreSet[] {
  const { sets } = readJson('a_tiny', 'expected.json')
  return namesIn('a_tiny', '.csv').map((name) => {
    const rows = readCsv('a_tiny', `${name}.csv`)
    const { 'bob.measure_on_negated': negated, min_cllr_ties_pooled: pooled } = sets[name]
    const sign = negated === undefined ? 1 : -1 // distances
    const bob = negated ?? sets[name]['bob.measure']
    const scoresOf = (label: string) => rows.filter((row) => row[0] === label).map((row) => sign * Number(row[1]))
    return { name, genuine: scoresOf('1'), impostor: scoresOf('0'), bob, tiesPooled: pooled.value }
  })
}

function gaussSets(): ScoreSet[] {
  return namesIn('b_gauss', '_expected.json').map((name) => {
    const { 'bob.measure': bob, min_cllr_ties_pooled: pooled } = readJson('b_gauss', `${name}_expected.json`)
    const [genuine, impostor] = ['genuine', 'impostor'].map((side) => readNumbers('b_gauss', `${name}_${side}.txt`))
    return { name, genuine: genuine!, impostor: impostor!, bob, tiesPooled: pooled.value }
  })
}

function conditionSets(): ScoreSet[] {
  return namesIn('g_conditions', '_expected.json').flatMap((name) => {
    const rows = readCsv('g_conditions', `${name}_pairs.csv`)
    const { per_condition } = readJson('g_conditions', `${name}_expected.json`)
    return plainSettings.map((setting, column) => {
      const scoresOf = (label: string) => rows.filter((row) => row[1] === label).map((row) => Number(row[2 + column]))
      const { 'bob.measure': bob } = per_condition[setting.replace('-', '_')]
      return { name: `${name} ${setting}`, genuine: scoresOf('1'), impostor: scoresOf('0'), bob, tiesPooled: null }
    })
  })
}

const sets = oracles === null ? [] : [...tinySets(), ...gaussSets(), ...conditionSets()]

test.skipIf(oracles === null)(`reference sets with Cllr are found${needsOracles}`, () => {
  expect(sets.length).toBeGreaterThanOrEqual(30)
})

describe.each(sets)('$name', ({ genuine, impostor, bob, tiesPooled }) => {
  const scores = prepareScores({ genuine, impostor })

  test('Cllr of the scores taken as log-likelihood ratios, as bob.measure', () => {
    expect(cllr({ genuine, impostor })).toBeCloseTo(bob.cllr, 9)
  })

  test('min Cllr with tied scores pooled; bob puts tied impostors first and gets less', () => {
    const value = minCllr(scores)
    const impostors = new Set(scores.impostor)
    const tied = scores.genuine.some((score) => impostors.has(score))
    if (tiesPooled !== null) expect(value).toBeCloseTo(tiesPooled, 9)
    if (tied) expect(value).toBeGreaterThanOrEqual(bob.min_cllr - 1e-12)
    else expect(value).toBeCloseTo(bob.min_cllr, 9)
  })

  test('calibrated on the same scores, Cllr lies between min Cllr and what no information costs', () => {
    if (new Set([...(genuine as number[]), ...(impostor as number[])]).size === 1) return // nothing to fit
    const cost = calibrationCost({ development: scores, test: scores })
    expect(cost.minCllr).toBeCloseTo(minCllr(scores), 12)
    // reversed scores get a negative scale, which no calibration that keeps their order may have
    if (cost.calibration.scale > 0) expect(cost.cllr).toBeGreaterThanOrEqual(cost.minCllr - 1e-9)
    expect(cost.cllr).toBeLessThanOrEqual(1 + 1e-9)
  })
})

describe.skipIf(oracles === null)(`values that bob gives for ties${needsOracles}`, () => {
  test.each([
    ['t05_constant_all', 0, 1],
    ['t04_touching', 0, 1 / 3],
    ['b4_20k_200k_round2', 0.1708, 0.1839],
  ])('%s: %s where pooled ties give %s', (name, ofBob, pooled) => {
    const set = sets.find((one) => one.name === name)!
    expect(set.bob.min_cllr).toBeCloseTo(ofBob, 4)
    expect(minCllr(prepareScores(set))).toBeCloseTo(pooled, 4)
  })
})
