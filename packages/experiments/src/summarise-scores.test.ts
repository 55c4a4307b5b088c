import { createRng } from '@maskmirror/core'
import type { PairProtocol } from '@maskmirror/datasets'
import type { ComparisonOutcome, PairAttribute, SettingId } from '@maskmirror/evaluation'
import { describe, expect, test } from 'vitest'
import { summariseScores } from './summarise-scores.ts'

const rng = createRng('summary')
const people = 40

/** Ten folds of 20 genuine, then 20 impostor pairs, as LFW's list has them. */
const folded: PairProtocol = {
  maskSource: 'synthetic',
  // two views of everybody: as reference and as probe
  views: Array.from({ length: 2 * people }, (_, i) => ({
    person: `p${i >> 1}`,
    bare: `p${i >> 1}/${i % 2}.jpg`,
    masked: null,
  })),
  pairs: Array.from({ length: 400 }, (_, i) => {
    const genuine = i % 40 < 20
    const reference = rng.int(people)
    const probe = genuine ? reference : (reference + 1 + rng.int(people - 1)) % people
    return {
      reference: 2 * reference,
      probe: 2 * probe + 1,
      genuine,
      fold: Math.floor(i / 40),
    }
  }),
  notes: [],
}
const scores = new Map<SettingId, ComparisonOutcome[]>([
  ['umr-ump', folded.pairs.map(({ genuine }) => ({ ok: true, score: (genuine ? 0.5 : 0.1) + rng.uniform(-0.3, 0.3) }))],
])
const halves: PairAttribute = {
  name: 'half',
  label: 'Half of the list',
  kind: 'category',
  values: folded.pairs.map((_, i) => (i < 200 ? 'first' : 'second')),
}
const same: PairAttribute = { ...halves, name: 'same', kind: 'category', values: folded.pairs.map(() => 'all') }
const context = () => ({ onProgress: () => undefined, signal: new AbortController().signal, clockMs: () => 0 })
const options = (protocol: PairProtocol) => ({
  protocol,
  scores,
  frozenThresholds: null,
  attributes: [halves, same],
  findings: [],
  seed: 1,
})

describe('summariseScores', () => {
  test('accuracy over the folds of the list, by its own definition', async () => {
    const { table } = await summariseScores(options(folded), context())
    const { accuracy } = table.settings[0]!
    expect(accuracy!.perFold).toHaveLength(10)
    const first = folded.pairs.slice(0, 40).filter(({ genuine }, i) => {
      const outcome = scores.get('umr-ump')![i]!
      return outcome.ok && 2 - 2 * outcome.score < accuracy!.perFold[0]!.threshold === genuine
    })
    expect(accuracy!.perFold[0]!.accuracy).toBeCloseTo(first.length / 40, 12)
  })

  test('no accuracy for a list without folds, or with a fold of one class', async () => {
    const without = folded.pairs.map(({ fold: _, ...pair }) => pair)
    const oneClass = folded.pairs.map((pair) => ({ ...pair, fold: pair.genuine ? pair.fold! : 0 }))
    for (const pairs of [without, oneClass]) {
      const { table } = await summariseScores(options({ ...folded, pairs }), context())
      expect(table.settings[0]!.accuracy).toBeNull()
    }
  })

  test('an attribute that all pairs share is left out of the slices', async () => {
    const { slices } = await summariseScores(options(folded), context())
    expect(slices.map(({ name, slices }) => [name, slices.map(({ label }) => label)])).toEqual([
      ['half', ['first', 'second']],
    ])
  })

  test('scores that cannot be trusted are said to be so', async () => {
    const constant = new Map<SettingId, ComparisonOutcome[]>([
      ['umr-ump', folded.pairs.map(() => ({ ok: true, score: 0.5 }))],
    ])
    const { table } = await summariseScores({ ...options(folded), scores: constant }, context())
    expect(table.warnings[0]).toMatchObject({ code: 'scores-constant', severity: 'error', setting: 'umr-ump' })
    expect(table.warnings.map(({ severity }) => severity)).toEqual(
      table.warnings.map(({ severity }) => severity).toSorted(),
    )
  })

  test('a setting where everything failed has no curve and no intervals, and stops nothing', async () => {
    const failing = new Map<SettingId, ComparisonOutcome[]>([
      ...scores,
      ['umr-mp', folded.pairs.map(() => ({ ok: false, side: 'probe', reason: 'no-face' }))],
    ])
    const { table, curves } = await summariseScores({ ...options(folded), scores: failing }, context())
    expect(curves.map(({ setting }) => setting)).toEqual(['umr-ump'])
    expect(table.settings[1]).toMatchObject({ intervals: null, recalibrated: null, failed: { genuine: 200 } })
    expect(table.differences).toEqual([])
  })

  test('stops when cancelled', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(summariseScores(options(folded), { ...context(), signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
