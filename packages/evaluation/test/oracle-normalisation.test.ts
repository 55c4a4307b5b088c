import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CohortScores, cohortStatistics } from '../src/normalisation/cohort-statistics.ts'
import { type NormalisedScores, sNorm, tNorm, zNorm, ztNorm } from '../src/normalisation/normalise-scores.ts'
import { needsOracles, oracles, readJson } from './shared-oracles.ts'

type Matrix = number[][]

const sets =
  oracles === null
    ? []
    : readdirSync(join(oracles, 'norms'))
        .filter((file) => file.endsWith('_expected.json'))
        .map((file) => ({ name: file.slice(0, -'_expected.json'.length), expected: readJson('norms', file) }))

test.skipIf(oracles === null)(`reference sets of normalisation are found${needsOracles}`, () => {
  expect(sets.length).toBeGreaterThanOrEqual(2)
})

describe.each(sets)('$name', ({ expected }) => {
  const raw: Matrix = expected.raw // rows are references, columns are probes
  const columns = raw[0]!.length
  const pairs = {
    scores: raw.flat(),
    reference: raw.flatMap((row, i) => row.map(() => i)),
    probe: raw.flatMap((row) => row.map((_, j) => j)),
  }
  const cohort = (name: string, matrix: Matrix): CohortScores => ({
    name,
    mask: 'unmasked',
    rows: matrix.length,
    columns: matrix[0]!.length,
    values: matrix.flat(),
  })
  const transposed = (matrix: Matrix): Matrix => matrix[0]!.map((_, j) => matrix.map((row) => row[j]!))
  const z = cohort('z', expected.z_scores)
  const t = cohort('t', transposed(expected.t_scores))
  const zt = cohort('zt', expected.zt_scores)

  const expectClose = ({ scores }: NormalisedScores, matrix: Matrix) => {
    expect(scores).toHaveLength(raw.length * columns)
    for (const [i, value] of matrix.flat().entries()) expect(scores[i]).toBeCloseTo(value, 12)
  }

  test('Z and T as the classes of bob.bio.base, with population deviations', () => {
    expectClose(zNorm(pairs, cohortStatistics(z)), expected['bob.bio.base_znorm'])
    expectClose(tNorm(pairs, cohortStatistics(t)), expected['bob.bio.base_tnorm'])
  })

  test('ZT and S as the test stub of bob.bio.base', () => {
    const references = cohortStatistics(z)
    expectClose(
      ztNorm(pairs, { references, probes: t, tReferences: cohortStatistics(zt) }),
      expected['bob.bio.base_test_stub_ztnorm'],
    )
    expectClose(sNorm(pairs, { references, probes: cohortStatistics(t) }), expected['bob.bio.base_test_stub_snorm'])
  })

  test('the highest cohort scores only, as bob repaired; as shipped its top_norm raises TypeError', () => {
    for (const [fraction, result] of Object.entries<Record<string, Matrix>>(expected.top_norm_fraction)) {
      expect(result.znorm_top_as_shipped).toHaveProperty('error')
      const topOf = ({ columns }: CohortScores) => ({ top: Math.floor(columns * Number(fraction)) })
      expectClose(zNorm(pairs, cohortStatistics(z, topOf(z))), result.znorm_top_repaired!)
      expectClose(tNorm(pairs, cohortStatistics(t, topOf(t))), result.tnorm_top_repaired!)
    }
  })
})
