import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareScores } from './prepared-scores.ts'
import { scoreHistogram, scoreRange } from './score-histogram.ts'

describe('scoreHistogram', () => {
  test('a bin holds its lower edge, the last bin both', () => {
    const scores = prepareScores({ genuine: [0, 0.5, 1], impostor: [0.25, 0.49] })
    expect(scoreHistogram(scores, { binCount: 2 })).toEqual({ edges: [0, 0.5, 1], genuine: [1, 2], impostor: [2, 0] })
  })

  test('settings share bins by a common range', () => {
    const [a, b] = [
      prepareScores({ genuine: [0.9], impostor: [0.1] }),
      prepareScores({ genuine: [0.4], impostor: [-0.3] }),
    ]
    const range = scoreRange([a, b])
    expect(range).toEqual({ low: -0.3, high: 0.9 })
    expect(scoreHistogram(a, { range }).edges).toEqual(scoreHistogram(b, { range }).edges)
  })

  test('equal scores get a range of width 1', () => {
    expect(scoreRange([prepareScores({ genuine: [2], impostor: [2] })])).toEqual({ low: 1.5, high: 2.5 })
  })

  test('no score is lost', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true })
    const some = fc.array(score, { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 30 }), (genuine, impostor, binCount) => {
        const histogram = scoreHistogram(prepareScores({ genuine, impostor }), { binCount })
        const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
        expect([sum(histogram.genuine), sum(histogram.impostor)]).toEqual([genuine.length, impostor.length])
        expect(histogram.edges).toHaveLength(binCount + 1)
      }),
    )
  })

  test('rejects a range that leaves scores out, and odd bin counts', () => {
    const scores = prepareScores({ genuine: [0.9], impostor: [0.1] })
    expect(() => scoreHistogram(scores, { range: { low: 0, high: 0.8 } })).toThrow(
      'Expected range to hold all scores from 0.1 to 0.9 but received 0 to 0.8',
    )
    expect(() => scoreHistogram(scores, { binCount: 0 })).toThrow(
      'Expected binCount to be a whole number in 1..10000 but received 0',
    )
    expect(() => scoreRange([])).toThrow('Expected at least one setting with scores but received 0')
  })
})
