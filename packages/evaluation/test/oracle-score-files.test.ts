import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CollectedScores, collectScores } from './collect-scores.ts'
import { needsOracles, oracles, readCsv, readJson } from './shared-oracles.ts'

const folder = 'formats'
const files =
  oracles === null ? [] : readdirSync(join(oracles, folder)).filter((file) => /^scores.*\.(txt|csv)$/.test(file))
const parsed = oracles === null ? {} : readJson(folder, 'expected.json').parsed

function split({ rows }: CollectedScores) {
  return {
    negatives: rows.filter(({ genuine }) => !genuine).map(({ score }) => score),
    positives: rows.filter(({ genuine }) => genuine).map(({ score }) => score),
  }
}

test.skipIf(oracles === null)(`score files with what bob.bio.base read from them are found${needsOracles}`, () => {
  expect(files.length).toBeGreaterThanOrEqual(8)
  expect(Object.keys(parsed).sort()).toEqual([...files, 'odd_inputs'].sort())
})

describe.each(files)('%s', (file) => {
  const content = () => readFileSync(join(oracles!, folder, file))
  const { scores_rows: rows, split: expected, split_csv_vuln: withAttacks } = parsed[file]
  // bob compares ids that look like numbers as numbers in CSV, so that 007 is 7 there and not in text; here ids are text everywhere
  const idsAsNumbers = file.endsWith('.csv') && file.includes('numeric')

  test('people, probes and scores, row by row', async () => {
    const collected = await collectScores(content(), { file })
    if (!Array.isArray(rows)) return expect(collected.rows.length).toBeGreaterThan(0)
    const own = collected.rows.map(({ referencePerson, reference, probePerson, probe, score }) => [
      referencePerson,
      ...(collected.format === 'bob-5' ? [reference] : []),
      probePerson,
      probe,
      score,
    ])
    expect(own).toEqual(rows)
  })

  test('genuine and impostor scores', async () => {
    const own = split(await collectScores(content(), { file }))
    if (withAttacks !== undefined) {
      expect(own).toEqual({ negatives: withAttacks.licit_neg, positives: withAttacks.licit_pos })
    } else if (idsAsNumbers) {
      expect(own).not.toEqual(expected)
      const text = file.replace('scores-', 'scores-4col-').replace('.csv', '.txt')
      const sorted = (values: number[]) => [...values].sort((a, b) => a - b)
      expect(sorted(own.positives)).toEqual(sorted(parsed[text].split.positives))
      expect(sorted(own.negatives)).toEqual(sorted(parsed[text].split.negatives))
    } else if (file.endsWith('.csv')) {
      // pandas reads the last digits of some numbers wrongly; ours are Number(text)
      for (const side of ['negatives', 'positives'] as const) {
        expect(own[side]).toHaveLength(expected[side].length)
        for (const [i, score] of own[side].entries()) expect(score).toBeCloseTo(expected[side][i], 14)
      }
    } else expect(own).toEqual({ negatives: expected.negatives, positives: expected.positives })
  })

  test('presentation attacks are left out and counted', async () => {
    const { attacks } = await collectScores(content(), { file })
    expect(attacks).toBe(withAttacks?.spoof.length ?? 0)
  })

  test('pieces of any size give the same', async () => {
    const whole = await collectScores(content(), { file })
    for (const size of [3, 7, 64]) expect(await collectScores(content(), { file }, size)).toEqual(whole)
  })
})

/** What is done here with each malformed input of the reference set, and why. */
const odd: Readonly<Record<string, RegExp | readonly (readonly [number, boolean])[]>> = {
  // bob drops nothing and says nothing: an empty cell moves all others
  double_space_4col: /line 1: expected .*empty|line 1: expected the probe/,
  // bob refuses tabs; here a file may use them throughout
  tab_separated_4col: [[0.5, true]],
  trailing_space: /line 1: expected/,
  comment_line: /line 1: expected the first line of one of/,
  // bob stops at an empty last line; it holds nothing
  empty_line_at_end: [[0.5, true]],
  // bob counts NaN as a score, which makes every rate wrong
  nan_score: /line 1: expected score to be a number .* but received "nan"/,
  three_columns: /line 1: expected the first line of one of/,
  // bob's two readers disagree: one takes the quotes as part of a name and counts five cells
  quoted_label: [[0.5, true]],
}

describe.skipIf(oracles === null)(`malformed input${needsOracles}`, () => {
  test('every one of the reference set has its rule here', () => {
    expect(Object.keys(parsed.odd_inputs).sort()).toEqual(Object.keys(odd).sort())
  })

  test.each(Object.entries(oracles === null ? {} : (parsed.odd_inputs as Record<string, { text: string }>)))(
    '%s',
    async (name, { text }) => {
      const rule = odd[name]!
      if (rule instanceof RegExp) await expect(collectScores(text, { file: 'odd.txt' })).rejects.toThrow(rule)
      else expect((await collectScores(text)).rows.map(({ score, genuine }) => [score, genuine])).toEqual(rule)
    },
  )
})

const tiny = oracles === null ? [] : readdirSync(join(oracles, 'a_tiny')).filter((file) => file.endsWith('.csv'))
const gauss = oracles === null ? [] : readdirSync(join(oracles, 'b_gauss')).filter((file) => file.endsWith('.npy'))

describe.skipIf(oracles === null)(`score sets of other reference results${needsOracles}`, () => {
  test('sets are found', () => {
    expect(tiny.length).toBeGreaterThanOrEqual(19)
    expect(gauss.length).toBeGreaterThanOrEqual(8)
  })

  test.each(tiny)('%s', async (file) => {
    const { format, rows } = await collectScores(readFileSync(join(oracles!, 'a_tiny', file)), { file })
    expect(format).toBe('csv')
    expect(rows.map(({ genuine, score }) => [Number(genuine), score])).toEqual(
      readCsv('a_tiny', file).map(([label, score]) => [Number(label), Number(score)]),
    )
  })

  test.each(gauss)('%s holds the same scores as its text', async (file) => {
    const text = file.replace('.npy', '.txt')
    const [array, list] = await Promise.all(
      [file, text].map((name) =>
        collectScores(readFileSync(join(oracles!, 'b_gauss', name)), { file: name, genuine: true }),
      ),
    )
    expect([array!.format, list!.format]).toEqual(['npy', 'list'])
    expect(Float64Array.from(array!.rows, ({ score }) => score)).toEqual(
      Float64Array.from(list!.rows, ({ score }) => score),
    )
  })

  test('pairs with columns of other names', async () => {
    const content = readFileSync(join(oracles!, 'e_clustered/e1_pairs.csv'))
    const columns = { reference: 'img1', probe: 'img2', referencePerson: 'id1', probePerson: 'id2' }
    const { rows } = await collectScores(content, { file: 'e1_pairs.csv', columns })
    const expected = readCsv('e_clustered', 'e1_pairs.csv')
    expect(
      rows.map((row) => [row.reference, row.probe, row.referencePerson, row.probePerson, row.genuine, row.score]),
    ).toEqual(
      expected.map(([img1, img2, id1, id2, label, score]) => [img1, img2, id1, id2, label === '1', Number(score)]),
    )
  })
})
