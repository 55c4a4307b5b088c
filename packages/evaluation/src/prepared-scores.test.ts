import { describe, expect, test } from 'vitest'
import { EvaluationError } from './evaluation-error.ts'
import { prepareScores } from './prepared-scores.ts'

describe('prepareScores', () => {
  test('sorts a copy and makes one zero of two', () => {
    const genuine = Float64Array.of(0.5, -0, 0.1)
    const scores = prepareScores({ genuine, impostor: [0] })
    expect([...scores.genuine]).toEqual([0, 0.1, 0.5])
    expect([...genuine]).toEqual([0.5, -0, 0.1])
    expect(scores).toMatchObject({ genuineCount: 3, impostorCount: 1, failed: { genuine: 0, impostor: 0 } })
  })

  test.each([
    [
      { genuine: [1, Number.NaN], impostor: [0] },
      'score-not-finite',
      'Expected genuine score 1 to be a finite number but received NaN',
    ],
    [
      { genuine: [1], impostor: [0, 1, Infinity] },
      'score-not-finite',
      'Expected impostor score 2 to be a finite number but received Infinity',
    ],
    [
      { genuine: [1e200], impostor: [0] },
      'score-too-large',
      'Expected genuine score 0 within ±1e+150 but received 1e+200',
    ],
    [{ genuine: [], impostor: [0] }, 'scores-empty', 'Expected at least one genuine comparison but received 0'],
    [{ genuine: [1], impostor: [] }, 'scores-empty', 'Expected at least one impostor comparison but received 0'],
    [
      { genuine: [], impostor: [], failed: { genuine: 1, impostor: 1 } },
      'scores-empty',
      'Expected at least one scored comparison but received 0',
    ],
    [
      { genuine: [1], impostor: [0], failed: { genuine: -1, impostor: 0 } },
      'count-out-of-range',
      'Expected failed.genuine to be a whole number of at least 0 but received -1',
    ],
    [
      { genuine: [1], impostor: [0], failed: { genuine: 0, impostor: 0.5 } },
      'count-out-of-range',
      'Expected failed.impostor to be a whole number of at least 0 but received 0.5',
    ],
  ])('rejects %o', (input, code, message) => {
    const run = () => prepareScores(input)
    expect(run).toThrow(message)
    expect(run).toThrow(expect.objectContaining({ code, name: EvaluationError.name }))
  })
})
