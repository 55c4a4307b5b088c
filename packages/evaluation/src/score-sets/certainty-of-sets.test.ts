import { createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { bootstrapPeople } from '#bootstrap/bootstrap-people.ts'
import { tableWithCertainty } from '../table-with-certainty.ts'
import { bootstrapOfSets } from './bootstrap-of-sets.ts'
import { evaluateScoreSets } from './evaluate-score-sets.ts'
import type { ScoreSet } from './score-set.ts'

const rng = createRng('certainty of sets')
const people = 30
const reference = Int32Array.from({ length: 3000 }, (_, i) => i % people)
const probe = reference.map((person) => (rng.next() < 0.3 ? person : rng.int(people)))
const genuine = Uint8Array.from(reference, (person, i) => Number(person === probe[i]))
const names = Array.from({ length: people }, (_, i) => `person ${i}`)
const better = Float64Array.from(genuine, (flag) => rng.normal(flag, 0.3))

function setOf(setting: ScoreSet['setting'], scores: Float64Array): ScoreSet {
  const pictures = { reference: null, probe: null, names: [] }
  return { setting, scores, genuine, people: { reference, probe, names }, pictures, folds: null }
}

const sets = [
  setOf('umr-ump', better),
  setOf(
    'umr-mp',
    better.map((score) => score * 0.7 + rng.normal(0, 0.3)),
  ),
  setOf(
    'mirror:flat',
    better.map((score) => score * 0.8 + rng.normal(0, 0.3)),
  ),
]

function tableOf(chosen: readonly ScoreSet[]) {
  const { table } = evaluateScoreSets(chosen, { splitSeed: 's' })
  const frozen = { fmr100: table.frozen.fmr100.threshold, fmr1000: table.frozen.fmr1000.threshold }
  return tableWithCertainty(table, bootstrapPeople(bootstrapOfSets(chosen, { frozen, resamples: 200, seed: 'b' })!))
}

test('every setting gets intervals around its figures, and its differences from UMR-UMP and UMR-MP', () => {
  const table = tableOf(sets)
  expect(table.bootstrap).toEqual({ resamples: 200, seed: 'b', people })
  for (const { intervals, scored } of table.settings) {
    const { eer } = scored.rates!.equalErrorRate!
    expect(intervals!.eer!.low).toBeLessThan(eer)
    expect(intervals!.eer!.high).toBeGreaterThan(eer)
    expect(intervals!.fnmrAtFmr100!.low).toBeLessThan(intervals!.fnmrAtFmr100!.high)
  }
  const asked = new Set(table.differences.map(({ a, b }) => `${a} ${b}`))
  expect([...asked]).toEqual(['umr-mp umr-ump', 'mirror:flat umr-ump', 'mirror:flat umr-mp'])
  for (const measure of ['eer', 'fnmr-at-fmr100', 'fmr-at-frozen-fmr100', 'fnmr-at-frozen-fmr1000'] as const) {
    const found = table.differences.filter((one) => one.measure === measure)
    expect(found.length).toBeGreaterThan(0)
    for (const { a, b, difference, low, high, pValue, pHolm } of found) {
      const figureOf = (setting: string) => {
        const { rates } = table.settings.find((one) => one.setting === setting)!.scored
        const point = {
          eer: null,
          'fnmr-at-fmr100': null,
          'fmr-at-frozen-fmr100': rates!.frozenFmr100!.fmr,
          'fnmr-at-frozen-fmr1000': rates!.frozenFmr1000!.fnmr,
        }
        return point[measure]
      }
      if (figureOf(a) !== null) expect(difference).toBeCloseTo(figureOf(a)! - figureOf(b)!, 12)
      expect(low).toBeLessThanOrEqual(difference)
      expect(high).toBeGreaterThanOrEqual(difference)
      expect(pHolm).toBeGreaterThanOrEqual(pValue)
      expect(pHolm).toBeLessThanOrEqual(Math.min(1, pValue * found.length) + 1e-12)
    }
  }
})

test('without our settings the others are compared with the first; without people there is no bootstrap', () => {
  const systems = [setOf('system:a', sets[0]!.scores), setOf('system:b', sets[1]!.scores)]
  const table = tableOf(systems)
  expect([...new Set(table.differences.map(({ a, b }) => `${a} ${b}`))]).toEqual(['system:b system:a'])
  expect(table.differences.map(({ measure }) => measure)).not.toContain('fmr-at-frozen-fmr100')
  const unnamed = systems.map((set) => ({ ...set, people: null }))
  expect(bootstrapOfSets(unnamed, { frozen: { fmr100: null, fmr1000: null }, resamples: 10, seed: 'b' })).toBeNull()
})
