import { describe, expect, test } from 'vitest'
import { equalErrorRate } from './equal-error-rate.ts'
import { nextDouble } from './next-double.ts'
import { prepareScores } from './prepared-scores.ts'

describe('equalErrorRate', () => {
  test.each([
    [
      'rates that meet',
      [0.2, 0.6, 0.7, 0.8],
      [0.1, 0.3, 0.4, 0.65],
      { eer: 0.25, low: 0.25, high: 0.25, threshold: 0.6 },
    ],
    ['perfect separation', [0.8, 0.9], [0.1, 0.2], { eer: 0, low: 0, high: 0, threshold: 0.8, convexHull: 0 }],
    ['all scores equal', [0.5, 0.5], [0.5], { eer: 0.5, low: 0, high: 1, threshold: 0.5, convexHull: 0.5 }],
    [
      'one genuine score below the impostor',
      [0.1],
      [0.2],
      { eer: 1, low: 1, high: 1, threshold: 0.2, convexHull: 0.5 },
    ],
    // FMR 0.25 and FNMR 0 at 0.4; 0.25 and 1/3 at 0.5: the smaller sum wins
    [
      'steps that do not meet',
      [0.8, 0.6, 0.4],
      [0.5, 0.3, 0.2, 0.1],
      { eer: 0.125, low: 0, high: 0.25, threshold: 0.4 },
    ],
  ])('%s', (_, genuine, impostor, expected) => {
    expect(equalErrorRate(prepareScores({ genuine, impostor }))).toMatchObject(expected)
  })

  test('equal sums take the lower threshold, decided in whole numbers', () => {
    // at 0.4 FMR 0.2 and FNMR 0.1, above it 0 and 0.3: equal, although 0.1 + 0.2 > 0.3 in doubles
    const genuine = [0.1, 0.4, 0.4, ...Array<number>(7).fill(0.9)]
    const impostor = [...Array<number>(8).fill(0), 0.4, 0.4]
    expect(equalErrorRate(prepareScores({ genuine, impostor }))).toMatchObject({ low: 0.1, high: 0.2, threshold: 0.4 })
  })

  test('reject-all is a threshold: scores of both classes equal at the top', () => {
    const answer = equalErrorRate(prepareScores({ genuine: [0.1, 0.1, 0.5], impostor: [0.5, 0.5, 0.5] }))!
    // at 0.5 FMR 1, FNMR 2/3; above it FMR 0, FNMR 1
    expect(answer).toMatchObject({ low: 0, high: 1, threshold: nextDouble(0.5) })
  })

  test('no crossing when counted failures are too many', () => {
    const scores = prepareScores({ genuine: [0.9], impostor: [0.1, 0.2], failed: { genuine: 9, impostor: 8 } })
    // FMR is 0.2 at most, FNMR 0.9 at least
    expect(equalErrorRate(scores)).toBeNull()
  })

  test('failures that leave a crossing move it', () => {
    const scores = prepareScores({
      genuine: [0.8, 0.9, 0.95],
      impostor: [0.1, 0.2],
      failed: { genuine: 1, impostor: 0 },
    })
    expect(equalErrorRate(scores)).toMatchObject({ low: 0, high: 0.25, threshold: 0.8 })
  })
})
