import { describe, expect, test } from 'vitest'
import { foldAccuracy } from '../src/fold-accuracy.ts'
import { lfwPairs, setsOf } from './oracle-score-sets.ts'
import { needsOracles, oracles, readJson } from './shared-oracles.ts'

const sets = setsOf('d_lfw').map((name) => {
  const { distances, genuine } = lfwPairs(name)
  const folds = distances.map((_, i) => Math.floor((10 * i) / distances.length))
  return { name, distances, genuine, folds, expected: readJson('d_lfw', `${name}_expected.json`).insightface.float64 }
})

test.skipIf(oracles === null)(`sets of LFW's kind are found${needsOracles}`, () => {
  expect(sets.length).toBeGreaterThanOrEqual(1)
})

describe.each(sets)('$name', ({ distances, genuine, folds, expected }) => {
  const result = foldAccuracy(distances, genuine, folds)

  test('accuracy of each fold, mean and population deviation as InsightFace', () => {
    expect(result.mean).toBeCloseTo(expected.accuracy_mean, 12)
    expect(result.standardDeviation).toBeCloseTo(expected.accuracy_std_population, 12)
    for (const [fold, { accuracy }] of result.perFold.entries()) {
      expect(accuracy).toBeCloseTo(expected.accuracy_per_fold[fold], 12)
    }
  })

  test('of equally good thresholds the lowest, as InsightFace', () => {
    for (const [fold, { threshold }] of result.perFold.entries()) {
      expect(threshold).toBeCloseTo(expected.best_threshold_per_fold_squared_L2[fold], 12)
    }
  })

  test('VAL by the largest grid threshold whose FAR keeps the target; variants that interpolate or drop points give others', () => {
    // as shipped, InsightFace's interpolation raises on a staircase of FAR
    expect(expected['val_at_far_1e-3_as_shipped_scipy1.10'].error).toContain('duplicates')
    const own = expected.val_variant_largest_grid_threshold_with_far_le
    expect(result.val!.mean).toBeCloseTo(own.val_mean, 12)
    expect(result.val!.standardDeviation).toBeCloseTo(own.val_std_population, 12)
    expect(result.val!.farMean).toBeCloseTo(own.far_mean, 12)
    const others = [
      'val_variant_np.interp',
      'val_variant_dedup_last_of_equal_far',
      'val_variant_dedup_first_of_equal_far',
    ]
    for (const name of others) expect(expected[name].val_mean).not.toBeCloseTo(result.val!.mean, 4)
  })
})

describe('foldAccuracy', () => {
  // two folds: genuine distances 0.1 and 0.3, impostor 0.5 and 0.7 in the first; one impostor at 0.2 in the second
  const genuine = [true, true, false, false, true, true, false, false]
  const folds = [0, 0, 0, 0, 1, 1, 1, 1]

  test('the threshold of each fold comes from the others, and a distance on the threshold is rejected', () => {
    const distances = [0.1, 0.3, 0.5, 0.7, 0.1, 0.3, 0.2, 0.7]
    const { perFold, mean, val } = foldAccuracy(distances, genuine, folds)
    // training on fold 1: 0.1 and 0.7 are told apart from 0.11 on; fold 0 then loses 0.3
    expect(perFold[0]).toEqual({ threshold: expect.closeTo(0.11, 12), accuracy: 0.75 })
    // training on fold 0: everything is right from 0.31 on, and at 0.3 the distance 0.3 would be rejected
    expect(perFold[1]).toEqual({ threshold: expect.closeTo(0.31, 12), accuracy: 0.75 })
    expect(mean).toBe(0.75)
    expect(val).toBeNull() // two impostors do not support FAR 0.1 %
  })

  test.each([
    ['one fold', [0.1, 0.5], [true, false], [0, 0], 'folds-unusable', /received 1 folds of 1\/1/],
    ['a fold of one class', [0.1, 0.5, 0.2], [true, false, true], [0, 0, 1], 'folds-unusable', /1\/1, 1\/0/],
    [
      'a fold too few',
      [0.1, 0.5],
      [true, false],
      [0],
      'pair-list-mismatch',
      /each of 2 distances but received 2 and 1/,
    ],
  ])('rejects %s', (_, distances, genuine, folds, code, message) => {
    expect(() => foldAccuracy(distances, genuine, folds)).toThrow(expect.objectContaining({ code }))
    expect(() => foldAccuracy(distances, genuine, folds)).toThrow(message)
  })
})
