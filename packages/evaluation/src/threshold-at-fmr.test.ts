import { describe, expect, test } from 'vitest'
import { nextDouble } from './next-double.ts'
import { prepareScores } from './prepared-scores.ts'
import { thresholdAtFmr, zeroFmr } from './threshold-at-fmr.ts'

const scoresOf = (genuine: number[], impostor: number[]) => prepareScores({ genuine, impostor })

describe('thresholdAtFmr', () => {
  test.each([
    { genuine: [0.9], impostor: [0.1, 0.2, 0.3, 0.4], fmr: 0.25, threshold: 0.4 },
    { genuine: [0.9], impostor: [0.4, 0.1, 0.3, 0.2], fmr: 1, threshold: 0.1 }, // every threshold keeps it: the smallest score
    { genuine: [0.05], impostor: [0.1, 0.2], fmr: 1, threshold: 0.05 },
    { genuine: [0.35], impostor: [0.1, 0.2, 0.3, 0.4], fmr: 0.49, threshold: 0.35 }, // a genuine score is a threshold too
    { genuine: [0.05], impostor: [0.1, 0.4, 0.4, 0.4], fmr: 0.25, threshold: nextDouble(0.4) }, // ties cannot be split
    { genuine: [0.9], impostor: [0.1, 0.4, 0.4, 0.4], fmr: 0.74, threshold: 0.9 },
    { genuine: [0.9], impostor: [0.1, 0.4, 0.4, 0.4], fmr: 0.75, threshold: 0.4 },
  ])('$impostor with genuine $genuine at $fmr', ({ genuine, impostor, fmr, threshold }) => {
    expect(thresholdAtFmr(scoresOf(genuine, impostor), fmr)).toMatchObject({ supported: true, threshold })
  })

  test.each([0, 0.001, 0.2499])('four impostors do not support %s', (fmr) => {
    expect(thresholdAtFmr(scoresOf([0.35, 0.9], [0.1, 0.2, 0.3, 0.4]), fmr)).toEqual({
      supported: false,
      targetFmr: fmr,
      impostorCount: 4,
      smallestFmr: 0.25,
      atSmallestFmr: { threshold: 0.35, fmr: 0.25, fnmr: 0 },
    })
  })

  test('0.29 of 100 allows 29 false matches, though 0.29 * 100 is 28.999999999999996', () => {
    const impostor = Array.from({ length: 100 }, (_, i) => i / 100)
    expect(thresholdAtFmr(scoresOf([2], impostor), 0.29)).toMatchObject({ threshold: 0.71, fmr: 0.29 })
  })

  test('0.07 of 100 allows 7, though 0.07 * 100 is 7.000000000000001', () => {
    const impostor = Array.from({ length: 100 }, (_, i) => i / 100)
    expect(thresholdAtFmr(scoresOf([2], impostor), 0.07)).toMatchObject({ threshold: 0.93, fmr: 0.07 })
  })

  test('exact scores are not rounded or clamped: doubles that print alike to 15 digits stay apart', () => {
    const above = nextDouble(0.7)
    expect(thresholdAtFmr(scoresOf([above], [0.7, 0.7, 0.1]), 0.5)).toMatchObject({ threshold: above, fmr: 0, fnmr: 0 })
  })

  test('scores beyond 1 are not clamped', () => {
    expect(thresholdAtFmr(scoresOf([1.5], [1.2, 1.3]), 0.5)).toMatchObject({ threshold: 1.3, fmr: 0.5, fnmr: 0 })
  })

  test('counted failures take part in both rates and in the support', () => {
    const scores = prepareScores({ genuine: [0.5, 0.9], impostor: [0.6, 0.2], failed: { genuine: 2, impostor: 2 } })
    expect(thresholdAtFmr(scores, 0.25)).toEqual({
      supported: true,
      targetFmr: 0.25,
      threshold: 0.5,
      fmr: 0.25,
      fnmr: 0.5,
    })
  })

  test.each([-0.1, 1.1, Number.NaN])('rejects %s', (fmr) => {
    expect(() => thresholdAtFmr(scoresOf([1], [0]), fmr)).toThrow(/targetFmr in \[0, 1\] but received/)
  })
})

describe('zeroFmr', () => {
  test('is the first genuine score above the largest impostor score', () => {
    expect(zeroFmr(scoresOf([0.2, 0.5, 0.8], [0.1, 0.5]))).toEqual({ threshold: 0.8, fmr: 0, fnmr: 2 / 3 })
  })

  test('rejects everything when an impostor has the largest score', () => {
    expect(zeroFmr(scoresOf([0.5], [0.5]))).toEqual({ threshold: nextDouble(0.5), fmr: 0, fnmr: 1 })
  })
})
