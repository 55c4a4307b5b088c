import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CohortScores, cohortStatistics } from './cohort-statistics.ts'
import { sNorm, tNorm, zNorm, ztNorm } from './normalise-scores.ts'

const cohort = (rows: number[][], { name = 'others', mask = 'masked' as const } = {}): CohortScores => ({
  name,
  mask,
  rows: rows.length,
  columns: rows[0]!.length,
  values: rows.flat(),
})

const references = cohortStatistics(
  cohort([
    [0.1, 0.3],
    [0.2, 0.8],
  ]),
)
const probes = cohortStatistics(cohort([[-0.5, 0.5, 0.3]], { name: 'closest' }), { top: 2 })
const pairs = { scores: [0.4, 0.4], reference: [0, 1], probe: [0, 0] }

test('standard deviations above the mean of the cohort', () => {
  const { scores, method, cohorts } = zNorm(pairs, references)
  expect(method).toBe('z')
  expect(scores[0]).toBeCloseTo((0.4 - 0.2) / 0.1, 12)
  expect(scores[1]).toBeCloseTo((0.4 - 0.5) / 0.3, 12)
  expect(cohorts).toEqual([{ name: 'others', size: 2, mask: 'masked', top: null }])
})

test('adaptive S-norm keeps the closest of the cohort and says so', () => {
  const { scores, method, cohorts } = sNorm(pairs, { references, probes })
  expect(method).toBe('s')
  expect(scores[0]).toBeCloseTo((2 + (0.4 - 0.4) / 0.1) / 2, 12)
  expect(cohorts[1]).toEqual({ name: 'closest', size: 3, mask: 'masked', top: 2 })
})

test('S-norm does not depend on which picture is the reference', () => {
  const swapped = { scores: pairs.scores, reference: pairs.probe, probe: pairs.reference }
  expect(sNorm(swapped, { references: probes, probes: references }).scores).toEqual(
    sNorm(pairs, { references, probes }).scores,
  )
})

test('a shift and scale of all scores changes nothing', () => {
  const value = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 64)
  const row = fc.array(value, { minLength: 2, maxLength: 6 }).filter((scores) => new Set(scores).size > 1)
  fc.assert(
    fc.property(row, value, fc.integer({ min: -8, max: 8 }), (scores, score, shift) => {
      const normalised = (change: (s: number) => number) =>
        tNorm({ scores: [change(score)], reference: [0], probe: [0] }, cohortStatistics(cohort([scores.map(change)])))
          .scores[0]!
      expect(normalised((s) => 2 * s + shift)).toBeCloseTo(
        normalised((s) => s),
        8,
      )
    }),
  )
})

describe('rejects', () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      'a cohort without spread',
      () =>
        cohortStatistics(
          cohort([
            [0.1, 0.2],
            [0.1, 0.1],
          ]),
        ),
      /scores with the cohort "others" that differ but those of row 1 are all 0.1/,
    ],
    ['no spread in the top', () => cohortStatistics(cohort([[0.1, 0.2, 0.2]]), { top: 2 }), /row 0 are all 0.2/],
    ['NaN', () => cohortStatistics(cohort([[0.1, Number.NaN]])), /finite scores .* row 0/],
    ['an infinite score', () => cohortStatistics(cohort([[0.1, -Infinity]])), /finite scores .* row 0/],
    ['a cohort of one', () => cohortStatistics(cohort([[0.1]])), /at least 2 columns but received 1 × 1/],
    ['missing values', () => cohortStatistics({ ...cohort([[0.1, 0.2]]), rows: 2 }), /2 × 2 and 2 values/],
    [
      'top 1',
      () => cohortStatistics(cohort([[0.1, 0.2]]), { top: 1 }),
      /top to be a whole number in 2\.\.2 but received 1/,
    ],
    ['top above the cohort', () => cohortStatistics(cohort([[0.1, 0.2]]), { top: 3 }), /in 2\.\.2 but received 3/],
    ['a missing side', () => zNorm({ ...pairs, probe: [0] }, references), /each of 2 scores but received 2 and 1/],
    [
      'an unknown row',
      () => tNorm({ ...pairs, probe: [0, 1] }, probes),
      /row in 0\.\.0 of the statistics but received 1/,
    ],
    [
      'Z statistics of another cohort',
      () => ztNorm(pairs, { references, probes: cohort([[1, 2, 3]]), tReferences: references }),
      /row for each of 3 pictures of the cohort "others" but received 2/,
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message)
  })
})
