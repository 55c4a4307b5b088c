import type { ComparisonOutcome } from '@maskmirror/evaluation'
import { describe, expect, test } from 'vitest'
import { listDamage } from './pair-drill-down.ts'
import type { RunScores } from './run-scores.ts'

const failed: ComparisonOutcome = { ok: false, side: 'probe', reason: 'no-face' }
const scored = (...scores: (number | null)[]) =>
  scores.map((score): ComparisonOutcome => (score === null ? failed : { ok: true, score }))

const run: RunScores = {
  views: ['anna', 'bela', 'cora'].map((person, position) => ({
    person,
    bare: person === 'cora' ? null : { photo: `${person}/1`, position },
    masked: { photo: `${person}/m`, position },
  })),
  pairs: [
    { reference: 0, probe: 0, genuine: true },
    { reference: 1, probe: 1, genuine: true },
    { reference: 2, probe: 2, genuine: true },
    { reference: 0, probe: 0, genuine: true },
    { reference: 0, probe: 1, genuine: false },
    { reference: 1, probe: 2, genuine: false },
    { reference: 2, probe: 0, genuine: false },
  ],
  scores: new Map([
    ['umr-ump', scored(0.9, 0.8, 0.7, 0.6, 0.1, 0.2, null)],
    ['umr-mp', scored(0.8, 0.2, null, 0.5, 0.4, 0.1, 0.9)],
  ]),
  attributes: [],
  faces: { bare: 'faces/a', masked: 'masks/b' },
}

const query = { from: 'umr-ump', to: 'umr-mp', genuine: true, offset: 0, limit: 10 } as const

/** Remembers what was asked for. */
function drawing() {
  const asked: string[] = []
  const draw = async (pairIndex: number, setting: 'umr-ump' | 'umr-mp' | string) => {
    asked.push(`${pairIndex} ${setting}`)
    return { setting: 'umr-ump' as const, reference: null, probe: null, detail: null }
  }
  return { asked, draw }
}

describe('listDamage', () => {
  test('genuine pairs by the largest loss, ties in the order of the list, lost ones counted', async () => {
    const { pairs, total, lost } = await listDamage(run, query, drawing().draw)
    expect(pairs.map(({ pairIndex }) => pairIndex)).toEqual([1, 0, 3])
    expect(pairs[0]!.change).toBeCloseTo(-0.6, 12)
    expect([total, lost]).toEqual([3, 1])
    expect(pairs[0]).toMatchObject({
      reference: { person: 'bela', photo: 'bela/1' },
      scores: [
        { setting: 'umr-ump', score: 0.8 },
        { setting: 'umr-mp', score: 0.2 },
      ],
    })
  })

  test('impostor pairs by the largest gain; without a score before, nothing can be gained', async () => {
    const { pairs, total, lost } = await listDamage(run, { ...query, genuine: false }, drawing().draw)
    expect(pairs.map(({ pairIndex }) => pairIndex)).toEqual([4, 5])
    expect([total, lost]).toEqual([2, 0])
    expect(pairs[1]!.probe).toEqual({ person: 'cora', photo: 'cora/m' })
  })

  test('draws the pictures of the shown pairs only', async () => {
    const { asked, draw } = drawing()
    const { pairs, total } = await listDamage(run, { ...query, offset: 1, limit: 1 }, draw)
    expect(pairs.map(({ pairIndex }) => pairIndex)).toEqual([0])
    expect(total).toBe(3)
    expect(asked).toEqual(['0 umr-ump', '0 umr-mp'])
  })

  test('names the settings that there are', async () => {
    await expect(listDamage(run, { ...query, to: 'mr-mp' }, drawing().draw)).rejects.toThrow(
      'Expected a setting of this run (umr-ump, umr-mp) but received mr-mp',
    )
  })
})
