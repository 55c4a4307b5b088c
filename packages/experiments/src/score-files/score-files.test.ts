import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { parquetScores, writeNpy } from '@maskmirror/evaluation/score-files'
import { describe, expect, test, vi } from 'vitest'
import { type EvaluateScoreFilesOptions, evaluateScoreFiles, type ScoreContext } from './evaluate-score-files.ts'
import { writeScoreExports } from './score-exports.ts'
import { scoreInputs } from './score-input.ts'

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function contextOf(stdin: AsyncIterable<Uint8Array> = nothing(), signal = new AbortController().signal): ScoreContext {
  return { stdin, signal, onBytes: () => {}, onProgress: () => {}, clockMs: () => 0 }
}

function evaluate(files: readonly string[], more: Partial<EvaluateScoreFilesOptions> = {}, context = contextOf()) {
  return evaluateScoreFiles(
    {
      inputs: more.inputs ?? scoreInputs({ files, genuine: [], impostor: [] }),
      frozenFrom: null,
      distance: false,
      wanted: { thresholds: [], fmrs: [] },
      resamples: 0,
      seed: '1',
      ...more,
    },
    context,
  )
}

/** CSV with people and two settings, the second with lower genuine scores. */
function madeScores(pairs: number): string {
  const rng = createRng('made scores')
  const lines = ['referencePerson,probePerson,setting,score']
  for (let i = 0; i < pairs; i++) {
    const a = rng.int(40)
    const b = rng.next() < 0.3 ? a : rng.int(40)
    const score = rng.normal(Number(a === b), 0.35)
    lines.push(`p${a},p${b},umr-ump,${score}`, `p${a},p${b},umr-mp,${score * 0.8}`)
  }
  return `${lines.join('\n')}\n`
}

describe('evaluateScoreFiles', () => {
  test('what does not fit in memory gives the same rates, thresholds and histograms', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'scores.csv')
    await writeFile(file, madeScores(1500))
    const wanted = { thresholds: [0.5], fmrs: [0.05] }
    const held = await evaluate([file], { wanted })
    vi.stubEnv('TMPDIR', folder.path)
    const large = await evaluate([file], { wanted, held: 1000 })
    vi.unstubAllEnvs()
    expect(await readdir(folder.path)).toEqual(['scores.csv'])
    expect(held.groups).toHaveLength(1)
    expect(large.groups).toHaveLength(2)
    expect(large.notes.join(' ')).toContain('scores has 3000 comparisons, more than are held in memory')
    for (const [i, { table, histograms }] of large.groups.entries()) {
      const [result] = table.settings
      const expected = held.groups[0]!.table.settings.find(({ setting }) => setting === result!.setting)!
      const known = expected.scored.rates!
      const counted = result!.scored.rates!
      expect(counted.equalErrorRate).toEqual(known.equalErrorRate)
      for (const name of ['frozenFmr100', 'frozenFmr1000', 'zeroFmr'] as const) {
        const without = { fmrInterval: null, fnmrInterval: null }
        expect({ ...counted[name], ...without }).toEqual({ ...known[name], ...without })
        expect(counted[name]!.fnmrInterval!.low).toBeCloseTo(known[name]!.fnmrInterval!.low, 12)
        expect(counted[name]!.fnmrInterval!.high).toBeCloseTo(known[name]!.fnmrInterval!.high, 12)
        // the pairs of a couple are taken apart
        for (const end of ['low', 'high'] as const) {
          const size = known[name]!.fmrInterval!.high - known[name]!.fmrInterval!.low
          expect(Math.abs(counted[name]!.fmrInterval![end] - known[name]!.fmrInterval![end])).toBeLessThan(0.1 * size)
        }
      }
      expect(histograms[0]!.histogram.genuine.reduce((sum, count) => sum + count, 0)).toBe(result!.scored.genuine.count)
      expect(large.groups[i]!.points[0]!.atFmrs[0]).toMatchObject({ supported: true, targetFmr: 0.05 })
    }
  })

  test('what is too large for a table of everything is compared with the same differences', async () => {
    await using folder = await temporaryFolder()
    const rng = createRng('two systems')
    const rows = Array.from({ length: 1500 }, (_, i) => {
      const a = rng.int(40)
      const b = rng.next() < 0.3 ? a : rng.int(40)
      const score = rng.normal(Number(a === b), 0.35)
      return { pair: `p${a} p${a} p${b} p${b}-${i}`.split(' '), score, other: score + rng.normal(0, 0.2) }
    })
    const text = (scores: readonly { pair: readonly string[]; score: number }[]) =>
      `referencePerson,reference,probePerson,probe,score\n${scores.map(({ pair, score }) => [...pair, score].join(',')).join('\n')}\n`
    const files = ['a', 'b'].map((name) => join(folder.path, `${name}.csv`))
    await writeFile(files[0]!, text(rows))
    await writeFile(files[1]!, text(rows.map(({ pair, other }) => ({ pair, score: other })).toReversed()))
    const options = { pairs: 'same', resamples: 100 } as const
    const [whole, large] = [await evaluate(files, options), await evaluate(files, { ...options, held: 1000 })]
    const tables = [whole, large].map(({ groups }) => groups[0]!.table)
    expect(tables[0]!.differences.length).toBeGreaterThan(2)
    expect(tables[1]!.differences).toEqual(tables[0]!.differences)
    expect(tables[1]!.bootstrap).toEqual(tables[0]!.bootstrap)
    for (const [i, { intervals, scored }] of tables[1]!.settings.entries()) {
      const expected = tables[0]!.settings[i]!
      expect(intervals).toEqual(expected.intervals)
      expect(scored.auc).toBeCloseTo(expected.scored.auc!, 12)
      expect(scored.rates!.equalErrorRate).toEqual(expected.scored.rates!.equalErrorRate)
      expect(scored.rates!.fmr100).toMatchObject({ fnmrInterval: expect.anything() })
    }
    expect(tables[1]!.split).toBeNull()
    expect(large.notes.join(' ')).toContain('too many comparisons for thresholds fitted on half of the people')
  })

  test('lists that are not held are checked as they go by', async () => {
    await using folder = await temporaryFolder()
    const rng = createRng('checks')
    const rows = Array.from({ length: 300 }, (_, i) => {
      const [a, b] = [rng.int(20), 20 + rng.int(20)]
      return i % 3 === 0
        ? `p${a},p${a}/1,p${a},p${a}/2-${i},0.${900 + i}`
        : `p${a},p${a}/1,p${b},p${b}/1-${i},0.${100 + i}`
    })
    const repeated = [...rows, 'p1,p1/1,p1,p1/1,0.999', ...rows.slice(0, 2)]
    const file = join(folder.path, 'scores.csv')
    await writeFile(file, `referencePerson,reference,probePerson,probe,score\n${repeated.join('\n')}\n`)
    const { groups, notes } = await evaluate([file], { held: 100 })
    expect(groups[0]!.table.warnings.map(({ code, severity }) => [code, severity])).toEqual([
      ['self-pair', 'error'],
      ['pair-duplicate', 'warning'],
      ['people-on-one-side', 'warning'],
    ])
    expect(groups[0]!.table.warnings[1]!.details).toEqual({ count: 2 })
    expect(notes.join(' ')).toContain('without recalibration.')
  })

  test('distances are negated and it is said', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'd.csv')
    await writeFile(file, 'label,score\n1,0.1\n1,0.2\n0,0.9\n0,0.8\n')
    const { groups, notes } = await evaluate([file], { distance: true })
    expect(groups[0]!.table.settings[0]!.scored.genuine.mean).toBeCloseTo(-0.15, 12)
    expect(groups[0]!.table.settings[0]!.scored.auc).toBe(1)
    expect(notes[0]).toContain('distance with its sign changed')
  })

  test('two lists, NumPy arrays, Parquet and standard input hold the same', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    const [genuine, impostor] = [Float64Array.of(0.9, 0.7, 0.3), Float64Array.of(0.1, 0.2, 0.4, 0.0)]
    await writeFile(at('a_genuine.txt'), [...genuine].join('\n'))
    await writeFile(at('a_impostor.txt'), [...impostor].join('\n'))
    await writeFile(at('a_genuine.npy'), writeNpy({ shape: [3], values: genuine }))
    await writeFile(at('a_impostor.npy'), writeNpy({ shape: [4], values: impostor }))
    const none = { referencePerson: null, probePerson: null, reference: null, probe: null, setting: null }
    const labels = Uint8Array.of(1, 1, 1, 0, 0, 0, 0)
    const scores = Float64Array.of(...genuine, ...impostor)
    const names = { people: [], pictures: [], settings: [] }
    await writeFile(at('a.parquet'), parquetScores([{ ...none, scores, genuine: labels }], names))
    const text = `label,score\n${[...scores].map((score, i) => `${labels[i]},${score}`).join('\n')}\n`
    async function* stdin() {
      yield new TextEncoder().encode(text)
    }
    const lists = (ending: string) => ({
      inputs: scoreInputs({
        files: [],
        genuine: [at(`a_genuine.${ending}`)],
        impostor: [at(`a_impostor.${ending}`)],
      }),
    })
    const scored = async (evaluation: ReturnType<typeof evaluate>) => {
      const { groups, files } = await evaluation
      return { name: files[0]!.name, scored: groups[0]!.table.settings[0]!.scored }
    }
    const byList = await scored(evaluate([], lists('txt')))
    expect(byList.name).toBe('a')
    expect(byList.scored.auc).toBeCloseTo(11 / 12, 12)
    expect((await scored(evaluate([], lists('npy')))).scored).toEqual(byList.scored)
    expect((await scored(evaluate([at('a.parquet')]))).scored).toEqual(byList.scored)
    expect((await scored(evaluate(['-'], {}, contextOf(stdin())))).scored).toEqual(byList.scored)
  })

  test('frozen thresholds of another file, whether it fits in memory or not', async () => {
    await using folder = await temporaryFolder()
    const [bare, masked] = [join(folder.path, 'bare.csv'), join(folder.path, 'masked.csv')]
    const rng = createRng('frozen')
    const lines = (shift: number) =>
      `label,score\n${Array.from({ length: 2200 }, (_, i) => `${Number(i < 200)},${rng.normal(i < 200 ? 1 - shift : 0, 0.3)}`).join('\n')}\n`
    await writeFile(bare, lines(0))
    await writeFile(masked, lines(0.2))
    const frozenFrom = scoreInputs({ files: [bare], genuine: [], impostor: [] })[0]!
    const own = (await evaluate([bare])).groups[0]!.table.settings[0]!.scored.rates!
    for (const held of [10_000, 500]) {
      const { groups, notes } = await evaluate([masked], { frozenFrom, held })
      const { table } = groups[0]!
      expect(table.frozen.fmr100).toMatchObject({
        source: 'given',
        threshold: own.fmr100.supported && own.fmr100.threshold,
      })
      expect(table.settings[0]!.scored.rates!.frozenFmr100!.threshold).toBe(table.frozen.fmr100.threshold)
      expect(notes.join(' ')).toContain(`Frozen thresholds are those of ${bare}`)
    }
  })

  test('files on the same pairs share a table, others do not; asked for the same pairs they are an error', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    await writeFile(at('a.txt'), 'x x p1 0.9\nx y p2 0.1\n')
    await writeFile(at('b.txt'), 'x y p2 0.2\nx x p1 0.8\n')
    await writeFile(at('c.txt'), 'x x p1 0.9\nx y p3 0.1\n')
    const { groups, notes } = await evaluate([at('a.txt'), at('c.txt'), at('b.txt')])
    expect(groups.map(({ table }) => table.settings.map(({ label }) => label))).toEqual([['a', 'b'], ['c']])
    expect(notes.join(' ')).toContain('not all about the same pairs')
    await expect(evaluate([at('a.txt'), at('c.txt')], { pairs: 'same' })).rejects.toThrow(
      'Expected the same pairs in all sets but 1 are common',
    )
    await expect(evaluate([at('a.txt'), at('c.txt')], { pairs: 'common' })).rejects.toThrow(
      'genuine and impostor pairs',
    )
    await expect(evaluate([at('a.txt'), at('b.txt')], { pairs: 'same', compared: 1 })).rejects.toThrow(
      'to compare but a has 2',
    )
  })

  test('scores put to a list of pairs: LFW with folds, MFR2 without, or reference, probe and label', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    const pairs = ['Ann\t1\t2', 'Bo\t1\t2', 'Ann\t1\tBo\t1', 'Ann\t2\tBo\t2']
    await writeFile(at('lfw.txt'), `2\t1\n${pairs[0]}\n${pairs[2]}\n${pairs[1]}\n${pairs[3]}\n`)
    await writeFile(at('mfr2.txt'), `${pairs.join('\n')}\n`)
    await writeFile(at('ijb.txt'), '1 2 1\n3 4 1\n1 3 0\n2 4 0\n')
    await writeFile(at('list.csv'), 'reference,probe,genuine\na,b,true\nc,d,true\na,c,false\nb,d,false\n')
    await writeFile(at('in-folds.txt'), '0.9\n0.1\n0.4\n0.5\n')
    await writeFile(at('scores.npy'), writeNpy({ shape: [4], values: Float64Array.of(0.9, 0.4, 0.1, 0.5) }))
    const put = (file: string, list: string, more: Partial<EvaluateScoreFilesOptions> = {}) =>
      evaluate([], { inputs: scoreInputs({ files: [at(file)], genuine: [], impostor: [], pairs: at(list) }), ...more })
    const lfw = (await put('in-folds.txt', 'lfw.txt')).groups[0]!.table
    expect(lfw.settings[0]!.scored.auc).toBe(0.75)
    expect(lfw.settings[0]!.accuracy).not.toBeNull()
    expect(lfw.split!.people).toEqual({ development: 1, test: 1 })
    for (const [list, more] of [
      ['mfr2.txt', {}],
      ['ijb.txt', {}],
      ['list.csv', { columns: { label: 'genuine' } }],
    ] as const) {
      const { groups, files } = await put('scores.npy', list, more)
      expect(files[0]!.paths).toEqual([at('scores.npy'), at(list)])
      expect(groups[0]!.table.settings[0]!.scored.auc).toBe(0.75)
      expect(groups[0]!.table.settings[0]!.accuracy).toBeNull()
    }
    await writeFile(at('short.txt'), '0.9\n0.1\n0.4\n')
    await expect(put('short.txt', 'lfw.txt')).rejects.toThrow(
      'lfw.txt: expected 3 pairs, as many as scores, but received "4 pairs"',
    )
    await expect(put('short.txt', 'ijb.txt')).rejects.toThrow('ijb.txt, line 4: expected 3 pairs, as many as scores,')
  })

  test('stops when cancelled and leaves nothing behind', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'scores.csv')
    await writeFile(file, madeScores(100))
    const controller = new AbortController()
    controller.abort()
    await expect(evaluate([file], {}, contextOf(nothing(), controller.signal))).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  test.each([
    [['absent.txt'], /Expected a readable file but received ".*absent\.txt": ENOENT/],
    [['.'], /Expected a readable file/],
  ])('%j', async (files, message) => {
    await using folder = await temporaryFolder()
    await expect(evaluate(files.map((file) => join(folder.path, file)))).rejects.toThrow(message)
  })
})

describe('scoreInputs', () => {
  const inputs = (files: string[], genuine: string[] = [], impostor: string[] = []) =>
    scoreInputs({ files, genuine, impostor })

  test('names', () => {
    expect(inputs(['net=dir/a=b.txt', 'dir/c.csv', './x=y/d.txt', '-']).map(({ name }) => name)).toEqual([
      'net',
      'c',
      'd',
      'standard input',
    ])
    expect(inputs([], ['r1_gen.txt', 'genuine.txt'], ['r1_imp.txt', 'impostor.txt']).map(({ name }) => name)).toEqual([
      'r1',
      'genuine',
    ])
  })

  test.each([
    [() => inputs([]), 'Expected a file of scores'],
    [() => inputs([], ['a']), 'Expected as many --impostor as --genuine but received 0 and 1'],
    [() => inputs(['x/a.txt', 'y/a.csv']), '"a" occurs twice. Name them: name=file'],
    [() => inputs(['a=-', 'b=-']), 'Expected standard input (-) once at most'],
  ])('%s', (make, message) => {
    expect(make).toThrow(message)
  })
})

test('exports are complete and refer to nothing outside', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'scores.csv')
  await writeFile(file, madeScores(400))
  const evaluation = await evaluate([file], { resamples: 40, wanted: { thresholds: [0.5], fmrs: [] } })
  const out = join(folder.path, 'out/deep')
  const names = await writeScoreExports(evaluation, out)
  expect((await readdir(out)).sort()).toEqual([...names].sort())
  expect(names).toEqual(
    expect.arrayContaining([
      'result.json',
      'report.html',
      'table.csv',
      'table.md',
      'table.tex',
      'differences.csv',
      'det.svg',
      'det.png',
    ]),
  )
  expect(JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(evaluation)))
  const html = await readFile(join(out, 'report.html'), 'utf8')
  expect(html.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|<script|<link|@import|url\(/)
  expect(html).toContain('Error rates at the thresholds asked for')
  for (const name of names.filter((one) => one.endsWith('.png'))) {
    expect([...(await readFile(join(out, name))).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  }
  await expect(writeScoreExports(evaluation, file)).rejects.toThrow('Expected --out to be a folder that can be written')
})
