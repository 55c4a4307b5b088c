import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { checkScores } from './check-scores.ts'

function normals(count: number, mean: number): Float64Array {
  const rng = createRng(`scores ${mean}`)
  return Float64Array.from({ length: count }, () => rng.normal(mean, 0.1))
}

const sound = { genuine: normals(200, 0.6), impostor: normals(800, 0) }
const codesOf = (scores: Parameters<typeof checkScores>[0]) =>
  checkScores(scores).map(({ code, severity }) => `${severity} ${code}`)

test('nothing is found in sound scores, nor in none', () => {
  expect(checkScores(sound)).toEqual([])
  expect(checkScores({ genuine: [], impostor: [] })).toEqual([])
})

test.each([Number.NaN, Infinity, -Infinity])('%s is an error with its place', (value) => {
  const impostor = sound.impostor.slice()
  impostor[17] = value
  impostor[400] = value
  expect(checkScores({ ...sound, impostor })).toEqual([
    {
      code: 'score-not-finite',
      severity: 'error',
      message: `Expected finite scores but 2 impostor scores are not, first score 17: ${value}`,
      details: { side: 'impostor', count: 2, indices: [17, 400] },
    },
  ])
})

describe('no information', () => {
  test('all scores equal', () => {
    expect(codesOf({ genuine: [0.5, 0.5], impostor: [0.5] })).toEqual(['error scores-constant'])
  })

  test('one class equal', () => {
    expect(checkScores({ genuine: [1, 1, 1], impostor: [0.1, 0.2] })).toMatchObject([
      { code: 'class-constant', severity: 'warning', details: { side: 'genuine', value: 1, count: 3 } },
    ])
  })

  test('one score a class is not called constant', () => {
    expect(codesOf({ genuine: [0.5], impostor: [0.2] })).toEqual([])
  })
})

test('distances given for similarities', () => {
  const [finding] = checkScores({ genuine: sound.impostor, impostor: sound.genuine })
  expect(finding).toMatchObject({ code: 'scores-reversed', severity: 'warning' })
  expect(finding!.message).toMatch(/are these distances\?$/)
})

describe('rounded', () => {
  const round = (scores: Float64Array, decimals: number) => scores.map((score) => Number(score.toFixed(decimals)))

  test.each([1, 2, 3])('%d decimals', (decimals) => {
    const rounded = { genuine: round(sound.genuine, decimals), impostor: round(sound.impostor, decimals) }
    if (decimals < 3) expect(checkScores(rounded)).toMatchObject([{ code: 'scores-rounded', details: { decimals } }])
    else expect(checkScores(rounded)).toEqual([]) // more values in the range than scores
  })

  test('through float32 too', () => {
    const rounded = { genuine: round(sound.genuine, 2), impostor: round(sound.impostor, 2) }
    const narrow = { genuine: Float32Array.from(rounded.genuine), impostor: Float32Array.from(rounded.impostor) }
    expect(checkScores(narrow)).toMatchObject([{ code: 'scores-rounded', details: { decimals: 2, count: 1000 } }])
  })

  test('whole numbers over a wide range are not rounded', () => {
    const whole = {
      genuine: sound.genuine.map((s) => Math.round(s * 1e4)),
      impostor: sound.impostor.map((s) => Math.round(s * 1e4)),
    }
    expect(checkScores(whole)).toEqual([])
  })
})

test('clamped at zero', () => {
  const clamp = (scores: Float64Array) => scores.map((score) => Math.max(0, score))
  expect(checkScores({ genuine: clamp(sound.genuine), impostor: clamp(sound.impostor) })).toMatchObject([
    { code: 'scores-clamped', severity: 'warning', details: { end: 'lowest', value: 0, count: 1000 } },
  ])
})
