import { describe, expect, test } from 'vitest'
import { betaQuantile } from '../src/beta-quantile.ts'
import { binomialInterval } from '../src/binomial-interval.ts'
import { clusteredInterval, wilsonInterval } from '../src/clustered-interval.ts'
import { probit } from '../src/index.ts'
import { pairClusters } from '../src/pair-clusters.ts'
import { clusteredWilson } from './clustered-wilson.ts'
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
      const fmr = clusteredWilson(
        judged('0', (score) => score >= threshold),
        clusters,
      )
      const fnmr = clusteredWilson(
        judged('1', (score) => score < threshold),
        clusters,
      )
      expect(fmr.low, name).toBeCloseTo(wilson_fmr[0]!, 12)
      expect(fmr.high, name).toBeCloseTo(wilson_fmr[1]!, 12)
      expect(fnmr.low, name).toBeCloseTo(wilson_fnmr[0]!, 12)
      expect(fnmr.high, name).toBeCloseTo(wilson_fnmr[1]!, 12)
    }
  })

  test('no error at all: the interval for as many independent pairs; cimat’s Python doubles their number', () => {
    const { cimat, counts_ge } = expected.thresholds.zero_false_match
    const { high } = clusteredWilson(
      judged('0', () => false),
      clusters,
    )
    expect(high).toBeCloseTo(wilsonInterval(0, counts_ge.n_impostor).high, 15)
    expect(cimat['wilson_identity_aware_alpha_0.05'].fmr[1]).toBeCloseTo(
      wilsonInterval(0, 2 * counts_ge.n_impostor).high,
      15,
    )
  })

  test('one false match: its people count as in every other case; cimat’s Python sees two and takes a variance below that of independent pairs', () => {
    const { threshold, cimat } = expected.thresholds.one_false_match
    expect(cimat.ordered_counts.fp).toBe(2)
    const { high } = clusteredWilson(
      judged('0', (score) => score >= threshold),
      clusters,
    )
    expect(high).toBeCloseTo(expected.cimat_paper_R.rows.one_false_match.wilson_fmr[1], 15)
    expect(high).toBeGreaterThan(cimat['wilson_identity_aware_alpha_0.05'].fmr[1])
  })

  test('binomial intervals of the same counts as statsmodels, and narrower wherever errors cluster', () => {
    const rows = Object.values<(typeof expected)['thresholds'][string]>(expected.thresholds)
    expect(rows.length).toBeGreaterThanOrEqual(8)
    for (const { threshold, counts_ge, naive_intervals_fmr, naive_intervals_fnmr } of rows) {
      const { fp_imp_ge_t, n_impostor, fn_gen_lt_t, n_genuine } = counts_ge
      for (const [found, reference] of [
        [binomialInterval(fp_imp_ge_t, n_impostor), naive_intervals_fmr.statsmodels_beta],
        [binomialInterval(fn_gen_lt_t, n_genuine), naive_intervals_fnmr.statsmodels_beta],
      ] as const) {
        expect(found.low).toBeCloseTo(reference[0], 12)
        expect(found.high).toBeCloseTo(reference[1], 12)
      }
      if (fn_gen_lt_t < 10) continue
      const clustered = clusteredInterval(
        judged('1', (score) => score < threshold),
        clusters,
      )
      const binomial = binomialInterval(fn_gen_lt_t, n_genuine)
      expect(clustered.high - clustered.low).toBeGreaterThan(1.3 * (binomial.high - binomial.low))
    }
  })

  test("Wilson's interval of a variance as cimat's core; with a single error it has a rule of its own for that side, which is not ours", () => {
    const { cimat__get_ci_wilson } = readJson('intervals', 'expected.json')
    const cases = cimat__get_ci_wilson.filter((one: { alpha: number }) => one.alpha === 0.05)
    expect(cases.length).toBeGreaterThan(10)
    for (const { n_errors, n, mean_variance, bounds } of cases) {
      const rate = n_errors / n
      const variance = rate * (1 - rate)
      const { low, high } = wilsonInterval(rate, variance === 0 ? n : variance / mean_variance)
      if (n_errors !== 1) expect(low).toBeCloseTo(bounds[0], 12)
      if (n_errors !== n - 1) expect(high).toBeCloseTo(bounds[1], 12)
    }
  })

  test('Clopper and Pearson as statsmodels; bob the same with its edges at 0 and 1', () => {
    const { proportion_intervals } = readJson('intervals', 'expected.json')
    expect(proportion_intervals.length).toBeGreaterThanOrEqual(39)
    for (const { x, n, alpha, statsmodels_beta, bob_confidence_for_indicator_variable } of proportion_intervals) {
      const { low, high } = binomialInterval(x, n, { confidence: 1 - alpha })
      for (const [lower, upper] of [statsmodels_beta, bob_confidence_for_indicator_variable]) {
        expect(low).toBeCloseTo(lower, 12)
        expect(high).toBeCloseTo(upper, 12)
      }
    }
  })

  test('the beta distribution behind it, at half counts: the interval of Jeffreys as statsmodels', () => {
    const { proportion_intervals } = readJson('intervals', 'expected.json')
    for (const { x, n, alpha, statsmodels_jeffreys } of proportion_intervals) {
      const tail = (share: number) => betaQuantile(share, x + 0.5, n - x + 0.5)
      expect(tail(alpha / 2)).toBeCloseTo(statsmodels_jeffreys[0], 12)
      expect(tail(1 - alpha / 2)).toBeCloseTo(statsmodels_jeffreys[1], 12)
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
  // t of 39 degrees of freedom instead of 1.96
  const { low, high } = wilsonInterval(0.5, (1.959963984540054 ** 2 * 39) / 2.0226909200367604 ** 2)
  expect(independent.low).toBeCloseTo(low, 9)
  expect(independent.high).toBeCloseTo(high, 9)
  expect(width(clustered)).toBeGreaterThan(1.5 * width(independent))
})

test('the upper limit without any error in ten million trials keeps nine digits', () => {
  // the root of (1 - p)^n = 0.025, and of the same with n p (1 - p)^(n - 1) added, by arithmetic of 60 digits
  expect(binomialInterval(0, 1e7).high / -Math.expm1(Math.log(0.025) / 1e7)).toBeCloseTo(1, 9)
  expect(binomialInterval(1, 1e7).high / 5.57164211736074e-7).toBeCloseTo(1, 9)
})

test.each([0, 1, Number.NaN])('betaQuantile rejects %s', (share) => {
  expect(() => betaQuantile(share, 1, 1)).toThrow(/share in \(0, 1\) but received/)
})
