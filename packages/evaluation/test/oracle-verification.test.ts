import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { equalErrorRate, errorCurve, fmrAt, fnmrAt, rocAuc, thresholdAtFmr, zeroFmr } from '../src/index.ts'
import { classSeparation, scoreMoments } from '../src/score-moments.ts'
import { oracleScoreSets } from './oracle-score-sets.ts'
import { needsOracles, oracles, readCsv } from './shared-oracles.ts'

/** Every test here says whose result it takes; the oracles' README explains where the programs differ. */
const sets = oracleScoreSets()

test.skipIf(oracles === null)(`all reference sets are found${needsOracles}`, () => {
  expect(sets.length).toBeGreaterThanOrEqual(36)
})

describe.each(sets)('$name', ({ name, scores, expected }) => {
  const { pyeer, sklearn } = expected
  const bob = expected['bob.measure']

  test('ROC AUC is Mann-Whitney with ties half, as scikit-learn; pyeer leaves out the corner at FMR 0', () => {
    expect(rocAuc(scores)).toBeCloseTo(sklearn.roc_auc_score, 12)
  })

  test('means and population deviations as pyeer; no d′ where it says 1 for want of spread', () => {
    const [genuine, impostor] = [scoreMoments(scores.genuine)!, scoreMoments(scores.impostor)!]
    expect(genuine.mean).toBeCloseTo(pyeer.gmean, 12)
    expect(genuine.standardDeviation).toBeCloseTo(pyeer.gstd, 12)
    expect(impostor.mean).toBeCloseTo(pyeer.imean, 12)
    expect(impostor.standardDeviation).toBeCloseTo(pyeer.istd, 12)
    const separation = classSeparation(scores)
    if (pyeer.gstd < 1e-9 && pyeer.istd < 1e-9) expect(separation).toBeNull()
    else expect(Math.abs(separation!.dPrime - pyeer.decidability)).toBeLessThanOrEqual(1e-9 * pyeer.decidability)
  })

  test.skipIf(bob === undefined)('convex-hull EER as bob.measure with its PAV repaired', () => {
    expect(equalErrorRate(scores)!.convexHull).toBeCloseTo(bob.rocch.eer_rocch, 12)
  })

  test('EER by the rule of FVC as pyeer, except where pyeer has no reject-all threshold', () => {
    const { eer, low, high, threshold } = equalErrorRate(scores)!
    if (name === 't05_constant_all') {
      // all scores equal: only accept all (1, 0) and reject all (0, 1) exist; pyeer knows the first only and says 1
      expect({ eer, low, high }).toEqual({ eer: 0.5, low: 0, high: 1 })
      return
    }
    expect(eer).toBeCloseTo(pyeer.eer, 12)
    expect(low).toBeCloseTo(Math.min(pyeer.eer_low, pyeer.eer_high), 12)
    expect(high).toBeCloseTo(Math.max(pyeer.eer_low, pyeer.eer_high), 12)
    expect(threshold).toBeCloseTo(pyeer.eer_th, 14) // cosines differ in the last digit by the order of summing
  })

  test('lowest FNMR with FMR at most a target as read off scikit-learn; pyeer takes the nearest FMR, bob sits on an impostor score', () => {
    for (const [target, best] of Object.entries<{ tpr: number }>(sklearn.best_tpr_with_fpr_le)) {
      const targetFmr = Number(target)
      const answer = thresholdAtFmr(scores, targetFmr)
      expect(answer.supported).toBe(targetFmr >= 1 / scores.impostorCount)
      const point = answer.supported ? answer : zeroFmr(scores)
      expect(point.fmr).toBeLessThanOrEqual(targetFmr)
      expect(point.fnmr).toBeCloseTo(1 - best.tpr, 12)
      expect(fmrAt(scores, point.threshold)).toBe(point.fmr)
      expect(fnmrAt(scores, point.threshold)).toBe(point.fnmr)
    }
  })

  test.skipIf(bob === undefined)(
    'never accepts more impostors, nor rejects more genuines, than bob at its far_threshold',
    () => {
      for (const [key, point] of Object.entries<{ far?: number; frr?: number }>(bob)) {
        const target = /^far_threshold_([\d.e-]+)$/.exec(key)?.[1]
        if (target === undefined || point.far === undefined || Number(target) < 1 / scores.impostorCount) continue
        const answer = thresholdAtFmr(scores, Number(target))
        if (!answer.supported) throw new Error(`expected ${target} to be supported`)
        expect(answer.fmr).toBeLessThanOrEqual(Number(target))
        expect(answer.fnmr).toBeLessThanOrEqual(point.frr! + 1e-12)
      }
    },
  )
})

describe.each(sets.filter(({ expected }) => expected.pyeer.curve !== undefined))('$name', ({ scores, expected }) => {
  test('whole curve as pyeer, then the threshold that rejects all', () => {
    const { thrs, fmr, fnmr } = expected.pyeer.curve
    const curve = errorCurve(scores)
    expect(curve.thresholds.slice(0, -1)).toEqual(thrs.map((threshold: number) => threshold + 0)) // -0 and 0 are one
    expect(curve.fmr).toEqual([...fmr, 0])
    expect(curve.fnmr).toEqual([...fnmr, 1])
  })
})

describe("scikit-learn's roc_curve files", () => {
  const files =
    oracles === null ? [] : readdirSync(join(oracles, 'b_gauss')).filter((file) => file.endsWith('_sklearn_roc.csv'))

  test.skipIf(oracles === null)(`point by point${needsOracles}`, () => {
    expect(files.length).toBeGreaterThanOrEqual(3)
    for (const file of files) {
      const { scores } = sets.find(({ name }) => file === `${name}_sklearn_roc.csv`)!
      for (const [fpr, tpr, threshold] of readCsv('b_gauss', file).map((row) => row.map(Number))) {
        expect(fmrAt(scores, threshold!)).toBeCloseTo(fpr!, 12)
        expect(1 - fnmrAt(scores, threshold!)).toBeCloseTo(tpr!, 12)
      }
    }
  })
})
