import type { PairProtocol } from '@maskmirror/datasets'
import type { ComparisonOutcome, SettingId } from '@maskmirror/evaluation'
import { expect, test } from 'vitest'
import { chooseExamples } from './choose-examples.ts'

const scored = (scores: readonly (number | null)[]): ComparisonOutcome[] =>
  scores.map((score) => (score === null ? { ok: false, side: 'probe', reason: 'no-face' } : { ok: true, score }))

test('the pairs that changed most come first, each once, failures never', () => {
  const genuine = [true, true, true, true, true, false, false, false]
  const protocol: PairProtocol = {
    maskSource: 'synthetic',
    views: [],
    pairs: genuine.map((value, i) => ({ reference: i, probe: i + 1, genuine: value })),
    notes: [],
  }
  const scores = new Map<SettingId, ComparisonOutcome[]>([
    ['umr-ump', scored([0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1])],
    ['umr-mp', scored([0.1, 0.5, 0.3, null, 0.6, 0.1, 0.1, 0.1])],
    ['mirror:type-colour', scored([0.2, 0.9, 0.3, 0.9, 0.7, 0.2, 0.6, 0.4])],
  ])
  const chosen = chooseExamples(protocol, scores)
  const of = (why: string) => chosen.filter((example) => example.why === why).map(({ pairIndex }) => pairIndex)
  expect(of('genuine-harmed-most')).toEqual([0, 2, 1])
  expect(of('genuine-helped-most')).toEqual([4])
  expect(of('impostor-raised-most')).toEqual([6, 7, 5])
  expect(new Set(chosen.map(({ pairIndex }) => pairIndex)).size).toBe(chosen.length)
})
