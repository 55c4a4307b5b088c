import { describe, expect, test } from 'vitest'
import { clusteredInterval, wilsonInterval } from '../src/clustered-interval.ts'
import { probit } from '../src/index.ts'
import { pairClusters } from '../src/pair-clusters.ts'
import { needsOracles, oracles, readCsv, readJson } from './shared-oracles.ts'

describe.skipIf(oracles === null)(`clustered Wilson intervals${needsOracles}`, () => {
  const rows = oracles === null ? [] : readCsv('e_clustered', 'e1_pairs.csv')
  const expected = oracles === null ? null : readJson('e_clustered', 'e1_expected.json')
  const clusters = pairClusters(rows.map((row) => ({ reference: row[2]!, probe: row[3]! })))
  const judged = (label: string, isError: (score: number) => boolean) => {
    const pairIndices = rows.flatMap((row, i) => (row[4] === label ? [i] : []))
    return { pairIndices, isError: pairIndices.map((i) => isError(Number(rows[i]![5]))) }
  }

  test("FMR and FNMR as the paper's R functions, which take a variance no smaller than that of independent pairs", () => {
    // the Python package counts each impostor pair twice when there is no error, and has no such floor
    const cases = Object.entries<{ threshold: number; wilson_fmr: number[]; wilson_fnmr: number[] }>(
      expected.cimat_paper_R.rows,
    )
    expect(cases.length).toBeGreaterThanOrEqual(8)
    for (const [name, { threshold, wilson_fmr, wilson_fnmr }] of cases) {
      const fmr = clusteredInterval(
        judged('0', (score) => score >= threshold),
        clusters,
      )
      const fnmr = clusteredInterval(
        judged('1', (score) => score < threshold),
        clusters,
      )
      expect(fmr.low, name).toBeCloseTo(wilson_fmr[0]!, 12)
      expect(fmr.high, name).toBeCloseTo(wilson_fmr[1]!, 12)
      expect(fnmr.low, name).toBeCloseTo(wilson_fnmr[0]!, 12)
      expect(fnmr.high, name).toBeCloseTo(wilson_fnmr[1]!, 12)
    }
  })

  test('plain Wilson interval as statsmodels', () => {
    const { proportion_intervals } = readJson('intervals', 'expected.json')
    const cases = proportion_intervals.filter((one: { alpha: number }) => one.alpha === 0.05)
    expect(cases.length).toBeGreaterThan(5)
    for (const { x, n, statsmodels_wilson } of cases) {
      const { low, high } = wilsonInterval(x / n, n)
      expect(low).toBeCloseTo(statsmodels_wilson[0], 12)
      expect(high).toBeCloseTo(statsmodels_wilson[1], 12)
    }
  })

  test('probit as scipy; bob.measure has a rational approximation', () => {
    const { bob_ppndf } = readJson('intervals', 'expected.json')
    for (const [i, p] of bob_ppndf.p.entries()) {
      if (p > 0 && p < 1) expect(probit(p)).toBeCloseTo(bob_ppndf.scipy_norm_ppf[i], 12)
    }
  })
})

test.each([0, 1, Number.NaN])('probit rejects %s', (share) => {
  expect(() => probit(share)).toThrow(/share in \(0, 1\) but received/)
})

test('pairs that repeat the same people count less than independent ones', () => {
  const isError = Array.from({ length: 40 }, (_, i) => i % 10 < 5)
  const pairIndices = isError.map((_, i) => i)
  const width = ({ low, high }: { low: number; high: number }) => high - low
  const people = (person: (i: number) => number) =>
    pairClusters(isError.map((_, i) => ({ reference: `p${person(i)}`, probe: `p${person(i)}` })))
  const independent = clusteredInterval(
    { pairIndices, isError },
    people((i) => i),
  )
  // the errors fall on the same people again and again
  const clustered = clusteredInterval(
    { pairIndices, isError },
    people((i) => i % 10),
  )
  expect(independent).toEqual(wilsonInterval(0.5, 40))
  expect(width(clustered)).toBeGreaterThan(1.5 * width(independent))
})
