import { createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalErrorRate } from '#equal-error-rate.ts'
import { prepareScores } from '#prepared-scores.ts'
import { rocAuc } from '#roc-auc.ts'
import { thresholdAtFmr } from '#threshold-at-fmr.ts'
import { alignScoreSets } from './align-score-sets.ts'
import { countScoreSet } from './count-score-set.ts'
import { evaluateScoreSets } from './evaluate-score-sets.ts'
import { groupScoreSets } from './group-score-sets.ts'
import { pointsOfSet } from './points-of-set.ts'
import type { ScoreSet } from './score-set.ts'

function setOf(setting: ScoreSet['setting'], genuine: readonly number[], impostor: readonly number[]): ScoreSet {
  return {
    setting,
    scores: Float64Array.from([...genuine, ...impostor]),
    genuine: Uint8Array.from([...genuine.map(() => 1), ...impostor.map(() => 0)]),
    people: null,
    pictures: { reference: null, probe: null, names: [] },
    folds: null,
  }
}

async function* inPieces({ scores, genuine, people }: ScoreSet, length = 7) {
  for (let at = 0; at < scores.length; at += length) {
    const piece = <Values extends { slice(from: number, to: number): Values }>(values: Values) =>
      values.slice(at, at + length)
    const onBoth = people === null ? null : { reference: piece(people.reference!), probe: piece(people.probe!) }
    yield { scores: piece(scores), genuine: piece(genuine), people: onBoth }
  }
}

describe('countScoreSet', () => {
  const score = fc.oneof(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.integer({ min: -3, max: 3 }).map((k) => k / 4),
  )
  const some = fc.array(score, { minLength: 1, maxLength: 60 })

  test('says what all scores in memory say, but for intervals of people', async () => {
    const wanted = { thresholds: [-0.5, 0.25], fmrs: [0.1, 0.5] }
    await fc.assert(
      fc.asyncProperty(some, some, fc.boolean(), async (genuine, impostor, withFrozen) => {
        const set = setOf('system:a', genuine, impostor)
        const frozen = withFrozen ? { fmr100: 0.3, fmr1000: null } : { fmr100: null, fmr1000: 0.5 }
        const whole = evaluateScoreSets([set], { frozenThresholds: frozen, splitSeed: 's' })
        const counted = await countScoreSet('system:a', () => inPieces(set), { frozen, wanted, people: 0 })
        const [expected] = whole.table.settings
        expect(counted.result.scored.rates).toEqual(expected!.scored.rates)
        expect(counted.result.scored.auc).toBeCloseTo(expected!.scored.auc!, 12)
        for (const side of ['genuine', 'impostor'] as const) {
          expect(counted.result.scored[side].count).toBe(expected!.scored[side].count)
          expect(counted.result.scored[side].mean).toBeCloseTo(expected!.scored[side].mean!, 12)
          expect(counted.result.scored[side].standardDeviation).toBeCloseTo(
            expected!.scored[side].standardDeviation!,
            12,
          )
        }
        expect(counted.histogram).toEqual(whole.histograms[0]!.histogram)
        expect(counted.curve.thresholds.at(-1)).toBe(whole.curves[0]!.curve.thresholds.at(-1))
        expect(counted.points).toEqual(pointsOfSet(set, whole.prepared.get('system:a')!, wanted))
      }),
      { numRuns: 15 },
    )
  })

  test('more genuine scores than are told apart leave rates, hull and area exact', async () => {
    const rng = createRng('many genuine scores')
    const scores = (count: number, mean: number) => Array.from({ length: count }, () => rng.normal(mean, 0.15))
    const set = setOf('system:a', scores(70_000, 0.6), scores(90_000, 0.1))
    const prepared = prepareScores({ genuine: set.scores.subarray(0, 70_000), impostor: set.scores.subarray(70_000) })
    const { result } = await countScoreSet(set.setting, () => inPieces(set, 10_007), {
      frozen: null,
      wanted: { thresholds: [], fmrs: [] },
      people: 0,
    })
    const expected = equalErrorRate(prepared)!
    expect(result.scored.auc).toBe(rocAuc(prepared))
    expect(result.scored.rates!.equalErrorRate).toEqual({
      ...expected,
      convexHull: expect.closeTo(expected.convexHull, 12),
    })
    expect(result.scored.rates!.fmr1000).toMatchObject(thresholdAtFmr(prepared, 0.001))
  })

  test('own thresholds are frozen as a table freezes those of UMR-UMP', async () => {
    const set = setOf(
      'umr-ump',
      [0.9, 0.8, 0.1],
      Array.from({ length: 2000 }, (_, i) => i / 2500),
    )
    const whole = evaluateScoreSets([set], { splitSeed: 's' })
    const counted = await countScoreSet('umr-ump', () => inPieces(set), {
      frozen: 'own',
      wanted: { thresholds: [], fmrs: [] },
      people: 0,
    })
    expect(counted.result.scored.rates).toEqual(whole.table.settings[0]!.scored.rates)
    expect(counted.result.scored.rates!.frozenFmr1000!.threshold).toBe(whole.table.frozen.fmr1000.threshold)
  })
})

describe('alignScoreSets', () => {
  const names = ['anna', 'ben', 'cora']
  const named = (setting: ScoreSet['setting'], rows: readonly (readonly [string, string, number])[]): ScoreSet => ({
    setting,
    scores: Float64Array.from(rows, ([, , score]) => score),
    genuine: Uint8Array.from(rows, ([a, b]) => Number(a === b)),
    people: {
      reference: Int32Array.from(rows, ([a]) => names.indexOf(a)),
      probe: Int32Array.from(rows, ([, b]) => names.indexOf(b)),
      names,
    },
    pictures: { reference: null, probe: null, names: [] },
    folds: null,
  })
  const a = named('system:a', [
    ['anna', 'anna', 0.9],
    ['anna', 'ben', 0.1],
    ['anna', 'ben', 0.2],
  ])

  test('pairs are found by name and by which time they occur, in any order', () => {
    const b = named('system:b', [
      ['anna', 'ben', 0.3],
      ['anna', 'anna', 0.8],
      ['anna', 'ben', 0.4],
    ])
    const { sets, leftOut } = alignScoreSets([a, b])
    expect([...sets[1]!.scores]).toEqual([0.8, 0.3, 0.4])
    expect(leftOut).toEqual([0, 0])
  })

  test('other pairs are an error with counts, unless the common ones are asked for', () => {
    const b = named('system:b', [
      ['anna', 'ben', 0.3],
      ['cora', 'cora', 0.8],
    ])
    expect(() => alignScoreSets([a, b])).toThrow(
      'Expected the same pairs in all sets but 1 are common: a has 3, 2 of them not in the others (such as anna anna); b has 2, 1 of them not in the others (such as cora cora). --common compares the common ones',
    )
    const { sets, leftOut } = alignScoreSets([a, b], { common: true })
    expect(sets.map(({ scores }) => [...scores])).toEqual([[0.1], [0.3]])
    expect(leftOut).toEqual([2, 1])
  })

  test('names in some sets only are an error: place would be a guess', () => {
    const other = setOf('system:b', [0.9], [0.1, 0.2])
    const message =
      'Expected all sets to name people, or pictures, or none of them to name anything but a names people and b names nothing: which pairs are the same would be a guess'
    expect(() => alignScoreSets([a, other])).toThrow(message)
    expect(() => alignScoreSets([a, other], { common: true })).toThrow(message)
    expect(groupScoreSets([a, other])).toEqual([[a], [other]])
  })

  test('a pair of two classes is an error', () => {
    const one = setOf('system:a', [0.9], [0.1])
    const other = setOf('system:b', [0.9, 0.8], [])
    expect(() => alignScoreSets([one, other])).toThrow(
      'Expected pair 1 to be of one class but it is impostor in a and genuine in b',
    )
  })
})
