import { describe, expect, test } from 'vitest'
import { equalErrorRate, errorCurve, fmrAt, fnmrAt, rocAuc, thresholdAtFmr, zeroFmr } from '../src/index.ts'
import { nextDouble } from '../src/next-double.ts'
import { classSeparation } from '../src/score-moments.ts'
import { oracleScoreSets } from './oracle-score-sets.ts'
import { needsOracles, oracles, readJson } from './shared-oracles.ts'

/** Where the reference programs disagree or are wrong, which convention is ours, and why. */
const sets = oracleScoreSets()
const named = (start: string) => sets.find(({ name }) => name.startsWith(start))!

describe.skipIf(oracles === null)(`verification measures${needsOracles}`, () => {
  test.each([
    ['t01', 0.125, 7 / 24, 1 / 7],
    ['t12', 4 / 15, 11 / 30, 3 / 11],
    ['t09', 1, 1, 0.5],
  ])(
    'EER of %s: ours is that of FVC, which needs no threshold between scores and names the one it takes; the convex hull stands beside it; bob’s midpoint rule is not offered',
    (name, fvc, midpoint, hull) => {
      const { scores, expected } = named(name)
      const { eer, convexHull, threshold } = equalErrorRate(scores)!
      expect(eer).toBeCloseTo(fvc, 12)
      expect(convexHull).toBeCloseTo(hull, 12)
      expect(expected.pyeer.eer).toBeCloseTo(fvc, 12)
      expect(expected['bob.measure'].eer).toBeCloseTo(midpoint, 3)
      expect([...scores.genuine, ...scores.impostor]).toContain(threshold)
    },
  )

  test('EER when all scores are equal: 0.5, because rejecting all is a threshold too; pyeer knows none and says 1', () => {
    const { scores, expected } = named('t05')
    expect(equalErrorRate(scores)!.eer).toBe(0.5)
    expect(expected.pyeer.eer).toBe(1)
  })

  test('FNMR at an FMR: never above the target, unlike pyeer’s nearest FMR, and no rejection given away, unlike bob', () => {
    const point = (name: string, target: number) => {
      const answer = thresholdAtFmr(named(name).scores, target)
      if (!answer.supported) throw new Error('expected support')
      return answer
    }
    const rounded = named('b4').expected
    expect(point('b4', 0.001).fnmr).toBeCloseTo(0.29035, 12)
    expect(rounded.pyeer.fmr1000).toBeCloseTo(0.2681, 12)
    expect(fmrAt(named('b4').scores, rounded.pyeer.fmr1000_th)).toBeGreaterThan(0.001)
    const smooth = named('b1').expected
    expect(point('b1', 0.01).fnmr).toBeCloseTo(1 - smooth.sklearn.best_tpr_with_fpr_le['0.01'].tpr, 12)
    // bob's threshold is an impostor score: at the same FMR it rejects the genuine scores just below
    const { threshold, far, frr } = Object.entries<{ threshold: number; far: number; frr: number }>(
      smooth['bob.measure'],
    ).find(([key]) => key === 'far_threshold_0.001')![1]
    const ours = point('b1', 0.001)
    expect([ours.fmr, ours.threshold < threshold, ours.fnmr < frr]).toEqual([far, true, true])
  })

  test('a frozen threshold keeps its target where it was fixed; the nearest one of the SRT program gives 0.133 % for 0.1 %', () => {
    const { scores } = named('g2')
    const nearest = readJson('g_conditions', 'g2_round2_expected.json').frozen_thresholds.fmr1000_th
    expect(fmrAt(scores, nearest) * 100).toBeCloseTo(0.1333, 3)
    const answer = thresholdAtFmr(scores, 0.001)
    expect(answer.supported && answer.fmr <= 0.001 && answer.threshold > nearest).toBe(true)
  })

  test.each([
    ['t05', 0, 1],
    ['t13', 0.25, 1],
  ])(
    'ZeroFMR of %s: 1, since only rejecting all keeps the top impostor out; pyeer has no such threshold',
    (name, pyeer, ours) => {
      const { scores, expected } = named(name)
      expect(expected.pyeer.fmr0).toBe(pyeer)
      expect(zeroFmr(scores)).toMatchObject({ fmr: 0, fnmr: ours })
    },
  )

  test.each([
    ['t05', 0, 0.5],
    ['t13', 0.7, 0.775],
  ])(
    'AUC of %s: Mann and Whitney with ties half, as scikit-learn and pROC; pyeer leaves out the corner at FMR 0',
    (name, pyeer, exact) => {
      const { scores, expected } = named(name)
      expect(expected.pyeer.auc).toBeCloseTo(pyeer, 12)
      expect(rocAuc(scores)).toBeCloseTo(exact, 12)
    },
  )

  test('AUC is exact; bob samples 2,000 thresholds', () => {
    const { scores, expected } = named('f1')
    expect(expected['bob.measure'].roc_auc_score_2000pts).not.toBeCloseTo(expected.sklearn.roc_auc_score, 5)
    expect(rocAuc(scores)).toBeCloseTo(expected.sklearn.roc_auc_score, 12)
  })

  test.each(['t05', 't15'])('d′ of %s does not exist without spread; pyeer says 1 whatever the means', (name) => {
    const { scores, expected } = named(name)
    expect(expected.pyeer.decidability).toBe(1)
    expect(classSeparation(scores)).toBeNull()
  })

  test.each([
    ['t17', 0.5],
    ['t18', 0.4],
  ])(
    'threshold at an FNMR is not offered: with tied genuine scores bob’s breaks the rate asked for (%s: 0.1 asked)',
    (name, broken) => {
      const { scores, expected } = named(name)
      const { threshold, frr } = Object.entries<{ threshold: number; frr: number }>(expected['bob.measure']).find(
        ([key]) => key === 'frr_threshold_0.1',
      )![1]
      expect(frr).toBe(broken)
      expect(fnmrAt(scores, threshold)).toBe(broken)
    },
  )

  test.each(['t07', 't08', 't15'])('one score in a class is enough for a rate (%s); bob raises', (name) => {
    const { scores, expected } = named(name)
    const raised = Object.values<{ error?: string }>(expected['bob.measure']).some((one) => one.error !== undefined)
    expect(raised).toBe(true)
    expect(equalErrorRate(scores)).not.toBeNull()
    expect(thresholdAtFmr(scores, 1).supported).toBe(true)
  })

  test('a target below one impostor in all is not answered, but bounded; the others answer', () => {
    const { scores, expected } = named('t01')
    const answer = thresholdAtFmr(scores, 0.001)
    expect(answer).toMatchObject({ supported: false, smallestFmr: 1 / scores.impostorCount })
    if (answer.supported) throw new Error('unexpected')
    // what they say is the FNMR without any false match, which is never below the bound
    expect(1 - expected.sklearn.best_tpr_with_fpr_le['0.001'].tpr).toBeGreaterThanOrEqual(answer.atSmallestFmr.fnmr)
  })

  test('the threshold that rejects all is the next double above the largest score; scikit-learn adds 1, newer versions infinity', () => {
    const { scores, expected } = named('t01')
    const largest = Math.max(...scores.genuine, ...scores.impostor)
    expect(expected.sklearn.roc_curve_full.thresholds[0]).toBe(largest + 1)
    expect(errorCurve(scores).thresholds.at(-1)).toBe(nextDouble(largest))
  })

  test('a score on the threshold is accepted; cimat counts a tie as no error in its error matrix and as rejected in its rates', () => {
    const { thresholds, cimat_paper_R } = readJson('e_clustered', 'e1_expected.json')
    const { cimat, counts_ge } = thresholds.tie_on_a_genuine_score
    expect(cimat.fnmr * counts_ge.n_genuine).toBeCloseTo(counts_ge.fn_gen_lt_t + 1, 9)
    expect(cimat_paper_R.rows.tie_on_a_genuine_score.fnmr * counts_ge.n_genuine).toBeCloseTo(counts_ge.fn_gen_lt_t, 9)
  })
})
