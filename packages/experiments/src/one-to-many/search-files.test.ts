import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRng } from '@maskmirror/core'
import { writeNpy } from '@maskmirror/evaluation/score-files'
import { describe, expect, test } from 'vitest'
import { writeSearchExports } from './search-exports.ts'
import { type SearchFiles, type SearchOptions, searchFiles } from './search-files.ts'

const options: SearchOptions = {
  rule: 'max',
  scores: 'raw',
  zerosFailed: false,
  ranks: 10,
  targetFpirs: [0.1],
  thresholds: [],
  onProgress: () => {},
  clockMs: () => 0,
  signal: new AbortController().signal,
}

/** 40 people with two references and two probes each, and 20 strangers with a probe. */
async function writeFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-search-'))
  const rng = createRng('files')
  const dim = 16
  const rowOf = (person: string, picture: string) => {
    const [own, other] = [rng.fork(person), rng.fork(picture)]
    return Array.from({ length: dim }, () => 3 * (own.normal() + 0.8 * other.normal()))
  }
  const people = Array.from({ length: 40 }, (_, i) => `p${i}`)
  const references = people.flatMap((person) => [1, 2].map((i) => ({ person, picture: `${person}/${i}` })))
  const probes = [...people, ...Array.from({ length: 20 }, (_, i) => `s${i}`)].flatMap((person) =>
    (person.startsWith('p') ? [3, 4] : [3]).map((i) => ({ person, picture: `${person}/${i}` })),
  )
  const write = async (name: string, pictures: typeof probes) => {
    const values = Float32Array.from(pictures.flatMap(({ person, picture }) => rowOf(person, picture)))
    await writeFile(join(folder, `${name}.npy`), writeNpy({ shape: [pictures.length, dim], values }))
    await writeFile(
      join(folder, `${name}.txt`),
      pictures.map(({ person, picture }) => `${person},${picture}\n`).join(''),
    )
    return values
  }
  await write('gallery', references)
  await write('probes', probes)
  const path = (name: string) => join(folder, name)
  return {
    path,
    files: {
      kind: 'embeddings',
      gallery: path('gallery.npy'),
      probes: path('probes.npy'),
      galleryLabels: path('gallery.txt'),
      probeLabels: path('probes.txt'),
    } satisfies SearchFiles,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

describe('embeddings', () => {
  test('every rule, with its name in the result', async () => {
    await using made = await writeFiles()
    const rates: Record<string, number> = {}
    for (const rule of ['max', 'mean', 'separate', 'template'] as const) {
      const { identification, findings } = await searchFiles(made.files, { ...options, rule })
      expect(identification.gallery).toMatchObject({ people: 40, rule })
      expect(identification.probes).toMatchObject({ mated: 80, nonMated: 20, failed: { mated: 0, nonMated: 0 } })
      expect(identification.scored.openSet!.atFpir[0]).toMatchObject({ supported: true })
      expect(findings).toEqual([])
      rates[rule] = identification.scored.cmc!.rates[0]!
    }
    expect(rates.max).toBe(rates.separate)
    expect(rates.template).toBeGreaterThan(rates.max!) // two noisy references are better together
  })

  test('everything that was found goes into a folder', async () => {
    await using made = await writeFiles()
    const searched = await searchFiles(made.files, options)
    const names = await writeSearchExports('own', searched, made.path('out'))
    expect(names).toEqual([
      'result.json',
      'report.html',
      'table.md',
      'table.tex',
      'cmc.svg',
      'cmc.png',
      'open-set.svg',
      'open-set.png',
    ])
    expect(await readFile(made.path('out/report.html'), 'utf8')).toContain(
      'Open-set identification, gallery of 40 people',
    )
    expect(JSON.parse(await readFile(made.path('out/result.json'), 'utf8')).identification).toEqual(
      JSON.parse(JSON.stringify(searched.identification)),
    )
  })

  test('rows of zeros are an error, or failures of their side when it is said so', async () => {
    await using made = await writeFiles()
    const change = async (name: string, row: number) => {
      const bytes = await readFile(made.path(name))
      bytes.fill(0, bytes.length - (row + 1) * 64, bytes.length - row * 64)
      await writeFile(made.path(name), bytes)
    }
    await change('probes.npy', 0) // the last stranger
    for (const row of [0, 1]) await change('gallery.npy', row) // both references of the last person
    await expect(searchFiles(made.files, options)).rejects.toThrow(/npy: expected row \d+ not to be all zeros/)
    const { identification } = await searchFiles(made.files, { ...options, zerosFailed: true })
    expect(identification.gallery.people).toBe(39)
    expect(identification.probes).toEqual({ mated: 80, nonMated: 20, failed: { mated: 2, nonMated: 1 } })
  })

  test('an enrolled picture among the probes is found', async () => {
    await using made = await writeFiles()
    const text = await readFile(made.path('probes.txt'), 'utf8')
    await writeFile(made.path('probes.txt'), text.replace('p0,p0/3', 'p0,p0/1'))
    const { findings } = await searchFiles(made.files, options)
    expect(findings).toMatchObject([{ code: 'self-pair', details: { count: 1, probes: [0] } }])
  })

  test('can be cancelled', async () => {
    await using made = await writeFiles()
    await expect(searchFiles(made.files, { ...options, signal: AbortSignal.abort() })).rejects.toThrow(/Cancelled/)
  })

  test('sizes that differ are named', async () => {
    await using made = await writeFiles()
    await writeFile(made.path('other.npy'), writeNpy({ shape: [100, 8], values: new Float32Array(800) }))
    await expect(searchFiles({ ...made.files, probes: made.path('other.npy') }, options)).rejects.toThrow(
      /other\.npy: expected 16 numbers in a row, as in .*gallery\.npy, but received 8/,
    )
    await expect(searchFiles({ ...made.files, probeLabels: made.path('gallery.txt') }, options)).rejects.toThrow(
      /gallery\.txt: expected 100 lines, one for each embedding, but received 80/,
    )
  })
})

const shared = process.env.MASKMIRROR_SHARED ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared')
const oracle = join(shared, 'oracles/evaluation/c_identification')

describe.skipIf(!existsSync(oracle))(
  `scores${existsSync(oracle) ? '' : ' (skipped: needs ../shared/oracles/evaluation)'}`,
  () => {
    const files = (name: string): SearchFiles => ({
      kind: 'scores',
      scores: join(oracle, `${name}_similarity.npy`),
      galleryLabels: join(oracle, `${name}_reference_subjects.txt`),
      probeLabels: join(oracle, `${name}_probe_subjects.txt`),
    })

    test('a matrix of another system, as bob.measure counts it', async () => {
      const { identification, findings } = await searchFiles(files('c1_open_multi_ref'), {
        ...options,
        rule: 'separate',
      })
      const expected = JSON.parse(await readFile(join(oracle, 'c1_open_multi_ref_expected.json'), 'utf8'))
      const rates: number[] = expected['bob.measure'].cmc_mated_probes.slice(0, 10)
      expect(identification.scored.cmc!.rates).toEqual(rates.map((rate) => expect.closeTo(rate, 12)))
      expect(findings).toEqual([])
    })

    test('a template needs embeddings', async () => {
      await expect(searchFiles(files('c1_open_multi_ref'), { ...options, rule: 'template' })).rejects.toThrow(
        /--references max, mean or separate for scores but received template/,
      )
    })
  },
)
