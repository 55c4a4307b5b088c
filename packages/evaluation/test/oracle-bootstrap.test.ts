import { describe, expect, test } from 'vitest'
import type { BootstrapInput } from '../src/bootstrap/bootstrap-input.ts'
import { rowLayout } from '../src/bootstrap/column-measures.ts'
import { bootstrapPeople } from '../src/bootstrap/index.ts'
import { keptInBatches } from '../src/bootstrap/kept-people.ts'
import { planBootstrap } from '../src/bootstrap/plan-bootstrap.ts'
import { variance } from '../src/bootstrap/replicate-moments.ts'
import { prepareColumn, replicateLength, resampleColumn } from '../src/bootstrap/resample-column.ts'
import { pairClusters } from '../src/pair-clusters.ts'
import { clusteredWilson } from './clustered-wilson.ts'
import { needsOracles, oracles, readCsv, readJson } from './shared-oracles.ts'

/** Rows `person, person, label, score of each setting …` as a pair list. */
function pairsOf(rows: readonly (readonly string[])[]): Pick<BootstrapInput, 'genuine' | 'reference' | 'probe'> & {
  scoresAt(column: number): Float64Array
} {
  const people = new Map([...new Set(rows.flatMap((row) => row.slice(0, 2)))].map((name, number) => [name, number]))
  return {
    genuine: Uint8Array.from(rows, (row) => Number(row[2])),
    reference: Int32Array.from(rows, ([a]) => people.get(a!)!),
    probe: Int32Array.from(rows, ([, b]) => people.get(b!)!),
    scoresAt: (column) => Float64Array.from(rows, (row) => Number(row[column])),
  }
}

/** The share of sorted values below, between neighbours as numpy.percentile. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted()
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  return sorted[below]! + (place - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!)
}

describe.skipIf(oracles === null)(`e1 against cimat${needsOracles}`, () => {
  const rows = oracles === null ? [] : readCsv('e_clustered', 'e1_pairs.csv').map((row) => row.slice(2))
  const expected = oracles === null ? null : readJson('e_clustered', 'e1_expected.json')
  const names: string[] = expected === null ? [] : Object.keys(expected.thresholds)
  const { scoresAt, ...pairs } = pairsOf(rows)
  const input = (): BootstrapInput => ({
    ...pairs,
    settings: [
      {
        id: 'e1',
        scores: scoresAt(3),
        thresholds: names.map((name) => expected.thresholds[name].threshold),
      },
    ],
    targets: expected.cimat_roc.target_fmr,
    resamples: expected.cimat_double_or_nothing_bootstrap.B,
    seed: 'e1',
  })

  test('resamples spread as its double-or-nothing resamples, within three times its own spread over seeds', () => {
    const plan = planBootstrap(input())
    const prepared = prepareColumn(plan, 0)
    const rowLength = replicateLength(plan, 0)
    const replicates = new Float64Array(plan.resamples * rowLength)
    const kept = keptInBatches(plan.seed, plan.personCount)
    for (let batch = 0; batch < plan.batches; batch++) {
      resampleColumn(plan, prepared, { batch, kept: kept(batch) }, replicates)
    }
    const measures = plan.columns[0]!
    const valuesAt = (place: number) =>
      Float64Array.from({ length: plan.resamples }, (_, r) => replicates[r * rowLength + place]!)
    const { runs, mc_spread: spread } = expected.cimat_double_or_nothing_bootstrap
    const cimat = (pick: (run: typeof spread) => number) => {
      const values: number[] = Object.values<typeof spread>(runs).map(pick)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    const close = (value: number, pick: (run: typeof spread) => number, what: string) =>
      expect(Math.abs(value - cimat(pick)), what).toBeLessThanOrEqual(3 * pick(spread))
    for (const [i, fmr] of measures.targets.slice(0, plan.targetCount).entries()) {
      const fnmr = valuesAt(rowLayout.target(i))
      close(1 - quantile(fnmr, 0.975), (run) => run.tpr_ci_low[i], `TPR at ${fmr}, low`)
      close(1 - quantile(fnmr, 0.025), (run) => run.tpr_ci_high[i], `TPR at ${fmr}, high`)
    }
    const auc = valuesAt(rowLayout.auc)
    close(quantile(auc, 0.025), (run) => run.auc_ci[0], 'AUC, low')
    close(quantile(auc, 0.975), (run) => run.auc_ci[1], 'AUC, high')
    for (const [i, name] of names.entries()) {
      const anchor = 1 + measures.targets.length + i
      close(variance(valuesAt(rowLayout.fmrAtAnchor(measures, anchor))), (run) => run[name].var_fmr, `FMR, ${name}`)
      close(variance(valuesAt(rowLayout.fnmrAtAnchor(measures, anchor))), (run) => run[name].var_fnmr, `FNMR, ${name}`)
    }
  })

  test('our variance is the plug-in one: what belongs to a couple is counted once, not three times as in the resamples', () => {
    const { scored } = bootstrapPeople(input()).settings[0]!
    const { runs, mc_spread } = expected.cimat_double_or_nothing_bootstrap
    const [anyRun] = Object.values<typeof mc_spread>(runs)
    const people = expected.n_identities
    for (const [i, name] of names.entries()) {
      const { plugin_var_fmr, plugin_var_fnmr } = expected.thresholds[name].cimat
      const varianceOf = (estimate: { standardError: number } | null) =>
        ((estimate?.standardError ?? 0) ** 2 * (people - 1)) / people
      const fmr = varianceOf(scored.atThresholds[i]!.fmr)
      const fnmr = varianceOf(scored.atThresholds[i]!.fnmr)
      if (name === 'one_false_match') {
        // a single pair is kept or not, and the size of what is kept with it varies more than first order allows
        expect(fmr).toBeGreaterThan(plugin_var_fmr)
        expect(fmr).toBeLessThan(anyRun[name].var_fmr / 2)
      } else {
        expect(Math.abs(fmr - plugin_var_fmr), name).toBeLessThanOrEqual(3 * mc_spread[name].var_fmr)
      }
      expect(Math.abs(fnmr - plugin_var_fnmr), name).toBeLessThanOrEqual(3 * mc_spread[name].var_fnmr)
    }
    const at = names.indexOf('fmr_1e-2')
    expect(anyRun['fmr_1e-2'].var_fmr).toBeGreaterThan(2.5 * expected.thresholds['fmr_1e-2'].cimat.plugin_var_fmr)
    expect(scored.atThresholds[at]!.fmr!.standardError ** 2).toBeLessThan(0.6 * anyRun['fmr_1e-2'].var_fmr)
  })

  test('no error: the bootstrap has no interval, and the clustered one counts each pair once, not twice', () => {
    const { scored } = bootstrapPeople(input()).settings[0]!
    expect(scored.atThresholds[names.indexOf('zero_false_match')]!.fmr).toBeNull()
    expect(scored.atThresholds[names.indexOf('zero_false_nonmatch')]!.fnmr).toBeNull()
    const { cimat } = expected.thresholds.zero_false_match
    const impostors = rows.flatMap((row, i) => (row[2] === '0' ? [i] : []))
    const clusters = pairClusters(rows.map(([reference, probe]) => ({ reference: reference!, probe: probe! })))
    const { high } = clusteredWilson({ pairIndices: impostors, isError: impostors.map(() => false) }, clusters)
    // cimat for Python has every impostor pair in both orders, so that its bound is half of that of the paper's own R program
    expect(high).toBeCloseTo(cimat.wilson_naive_same_formula.fmr[1], 12)
    expect(high).toBeCloseTo(expected.cimat_paper_R.rows.zero_false_match.wilson_fmr[1], 12)
    expect(cimat['wilson_identity_aware_alpha_0.05'].fmr[1] / high).toBeCloseTo(0.5, 3)
  })

  test('one false match: at least the variance of independent pairs, as the R program; the Python one never looks', () => {
    const { cimat, threshold } = expected.thresholds.one_false_match
    const impostors = rows.flatMap((row, i) => (row[2] === '0' ? [i] : []))
    const clusters = pairClusters(rows.map(([reference, probe]) => ({ reference: reference!, probe: probe! })))
    const isError = impostors.map((i) => Number(rows[i]![3]) >= threshold)
    const { low, high } = clusteredWilson({ pairIndices: impostors, isError }, clusters)
    const { wilson_fmr } = expected.cimat_paper_R.rows.one_false_match
    expect(low).toBeCloseTo(wilson_fmr[0], 12)
    expect(high).toBeCloseTo(wilson_fmr[1], 12)
    expect(cimat['wilson_identity_aware_alpha_0.05'].fmr[1]).toBeLessThan(high)
  })
})

describe.skipIf(oracles === null)(`f_paired against DeLong and McNemar${needsOracles}`, () => {
  const sets: [string, string][] = [
    ['f1', 'f1_pairs.csv'],
    ['f2_round2', 'f2_round2_pairs.csv'],
  ]
  const compare = (file: string, thresholds: readonly number[], people?: 'one pair each') => {
    const rows = readCsv('f_paired', file)
    const { scoresAt, ...pairs } = pairsOf(
      people === undefined
        ? rows
        : rows.map(([, , label, ...scores], i) => [`${i}`, label === '1' ? `${i}` : `${i} too`, label!, ...scores]),
    )
    return bootstrapPeople({
      ...pairs,
      settings: ['A', 'B'].map((id, i) => ({ id, scores: scoresAt(3 + i), thresholds: [thresholds[i]!] })),
      differences: [{ a: 'A', b: 'B' }],
      targets: [0.01],
      seed: file,
    }).differences[0]!.common
  }

  test.each(sets)('%s: difference of AUC', (name, file) => {
    const { pROC } = readJson('f_paired', 'expected.json').sets[name]
    const { ci95_diff_low, ci95_diff_high } = pROC.delong_paired
    const delong = (ci95_diff_high - ci95_diff_low) / 2 / 1.959963984540054
    const difference = pROC.scoreA.auc - pROC.scoreB.auc
    const independent = compare(file, [0, 0], 'one pair each').auc!
    expect(independent.value).toBeCloseTo(difference, 12)
    // when no pairs share people, both estimate the same: within the chance of 1,000 resamples
    expect(independent.standardError / delong).toBeGreaterThan(0.9)
    expect(independent.standardError / delong).toBeLessThan(1.1)
    // with the people as they are, a person's pairs go up and down together, which DeLong's formula does not know
    const clustered = compare(file, [0, 0]).auc!
    expect(clustered.value).toBeCloseTo(difference, 12)
    expect(clustered.standardError).toBeGreaterThan(delong)
    expect(clustered.pValue).toBeGreaterThan(pROC.delong_paired.p_two_sided)
  })

  test.each(sets)(
    "%s: difference of FNMR at each system's own threshold, where McNemar counts discordant pairs",
    (name, file) => {
      const set = readJson('f_paired', 'expected.json').sets[name]
      const mcnemar = set['mcnemar_on_genuine_at_own_far_threshold_0.01']
      const [[, onlyB], [onlyA]] = mcnemar['table_rows_A(correct,error)_cols_B']
      const { fnmr } = compare(file, mcnemar.thresholds).atThresholds[0]!
      expect(fnmr!.value).toBeCloseTo((onlyA - onlyB) / set.n_genuine, 12)
      expect(fnmr!.high).toBeLessThan(0)
      // McNemar takes the pairs as independent and is surer than the people allow
      expect(fnmr!.pValue).toBeGreaterThan(mcnemar.exact_p)
      expect(fnmr!.pValue).toBeLessThan(0.05)
    },
  )
})
