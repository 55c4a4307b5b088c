import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDataset, openGeneratedDataset } from '@maskmirror/datasets'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import { generateDataset } from '../src/dataset-files/generate-dataset.ts'
import { importDataset } from '../src/dataset-files/import-dataset.ts'
import { verifyDataset } from '../src/dataset-files/verify-dataset.ts'
import { writeSplit } from '../src/dataset-files/write-split.ts'
import { openWorkbench } from '../src/index.ts'
import { RunRequestSchema } from '../src/run-request.ts'
import { SynthOptionsSchema } from '../src/synth/synth-options.ts'

const work = { signal: new AbortController().signal, onProgress: () => {}, clockMs: () => 0 }

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-sets-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

const open = (folder: string) =>
  openWorkbench({
    ...{ dataDirectory: join(folder, 'data'), roots: [folder], modelDirectories: [], modelMirror: null, version: '0' },
    onUnexpectedError: (error) => {
      throw error
    },
  })

const faces = (people: number) => openGeneratedDataset({ seed: 'sets', people, picturesPerPerson: 2, split: 'test' })

async function writePhotos(folder: string, people: number): Promise<void> {
  for (const { id, load } of faces(people).photos) {
    await mkdir(dirname(join(folder, id)), { recursive: true })
    await writeFile(join(folder, id), await load())
  }
}

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(paths.sort().map((path) => readFile(path, 'base64')))
  return Object.fromEntries(paths.map((path, i) => [path.slice(folder.length + 1), contents[i]!]))
}

describe('import and verify', () => {
  test('tell what has become of the files, and how the counts differ from the published ones', async () => {
    await using folder = await temporaryFolder()
    const set = join(folder.path, 'copy')
    await writePhotos(set, 2)
    await using opened = await open(folder.path)
    const imported = await importDataset({ folder: set, name: null, manifest: 'mfr2' }, opened, work)
    expect(imported).toMatchObject({ files: 4, summary: { id: 'mfr2', people: 2, photos: 4 } })
    expect(imported.differences).toContainEqual({ count: 'people', expected: 53, found: 2 })
    expect(await verifyDataset('mfr2', opened, work)).toMatchObject({
      ...{ sameChecksum: true, manifest: 'mfr2' },
      files: { same: 4, missing: [], changed: [], added: [] },
    })
    const [first] = faces(2).photos
    await writeFile(join(set, first!.id), 'damaged')
    await writeFile(join(set, 'new.txt'), 'added')
    expect(await verifyDataset('mfr2', opened, work)).toMatchObject({
      sameChecksum: false,
      files: { same: 3, missing: [], changed: [first!.id], added: ['new.txt'] },
    })
    await expect(verifyDataset('demo', opened, work)).rejects.toMatchObject({ code: 'dataset-not-imported' })
  })
})

describe('generateDataset', () => {
  const environment = () => ({
    models: createModelRegistry({ directories: ['none'] }),
    inference: createInferenceRuntime(),
  })
  const source = {
    ...faces(4),
    pairs: [{ reference: faces(4).photos[0]!.id, probe: faces(4).photos[1]!.id, genuine: true }],
  }
  const options = SynthOptionsSchema.parse({ seed: 3 })

  test('the same bytes again, also after it was stopped, and nothing half-made under its name', {
    timeout: 120_000,
  }, async () => {
    await using folder = await temporaryFolder()
    const generate = (name: string, more = options) =>
      generateDataset(
        { ...{ source, options: more, patterns: null, jobs: 1 }, folder: join(folder.path, name) },
        environment(),
        work,
      )
    const made = await generate('a')
    expect(made.counts).toMatchObject({ bare: 8, masked: 8, failed: 0, pairs: 1, lostPairs: 0 })
    const whole = await contentsOf(join(folder.path, 'a'))

    // what a killed process leaves: some pictures, a line that was cut short, no lists
    await cp(join(folder.path, 'a'), join(folder.path, 'b.generating'), { recursive: true, preserveTimestamps: true })
    const growing = join(folder.path, 'b.generating')
    for (const name of ['labels.csv', 'pairs.csv', 'derived.json', `masked/${source.photos[5]!.id}`])
      await rm(join(growing, name))
    const record = await readFile(join(growing, 'masked/provenance.jsonl'), 'utf8')
    await writeFile(join(growing, 'masked/provenance.jsonl'), record.slice(0, record.length * 0.7))
    const resumed = await generate('b')
    expect(resumed.summary!.alreadyDone).toBeGreaterThan(0)
    expect(await contentsOf(join(folder.path, 'b'))).toEqual(whole)

    expect((await generate('a')).summary).toBeNull()
    const other = SynthOptionsSchema.parse({ seed: 4 })
    await expect(generate('a', other)).rejects.toMatchObject({
      code: 'bad-derived',
      message: expect.stringMatching(/to be free/),
    })

    const derived = await openDataset(join(folder.path, 'a'))
    expect(derived.photos.filter(({ masked }) => masked)).toHaveLength(8)
    expect(derived.pairs).toEqual([
      { reference: `bare/${source.photos[0]!.id}`, probe: `masked/${source.photos[1]!.id}`, genuine: true },
    ])
  })
})

describe('what a run takes of a set', () => {
  test('a part of a split and a reviewed list are read before any work, inside the roots only', {
    timeout: 120_000,
  }, async () => {
    await using folder = await temporaryFolder()
    const set = join(folder.path, 'photos')
    await writePhotos(set, 12)
    await using opened = await open(folder.path)
    const { summary } = await importDataset({ folder: set, name: 'photos', manifest: null }, opened, work)
    const dataset = await openDataset(set, { name: 'photos' })
    const list = join(folder.path, 'split.csv')
    const rule = { seed: 1, share: 0.5, parts: ['a', 'b'] as const, personNames: 'as-is' as const }
    const { counts } = await writeSplit(list, [dataset], rule)
    expect(counts.reduce((sum, { people }) => sum + people, 0)).toBe(12)
    expect(JSON.parse(await readFile(`${list}.json`, 'utf8'))).toMatchObject({
      rule,
      sets: [{ name: 'photos' }],
      counts,
    })
    const excluded = join(folder.path, 'list.csv')

    const start = async (more: object) => {
      const request = RunRequestSchema.parse({ dataset: summary.id, model: 'lbp', settings: ['umr-ump'], ...more })
      return opened.workbench.startRun(request).then(({ id }) => opened.workbench.getRun(id))
    }
    await expect(start({ split: { list, part: 'c' } })).rejects.toMatchObject({ code: 'bad-split' })
    await writeFile(excluded, 'dataset,file,exclude\nphotos,nobody/1.png,1\n')
    await expect(start({ exclude: excluded })).rejects.toMatchObject({ code: 'absent-photo' })
    await expect(start({ exclude: '/etc/hosts' })).rejects.toMatchObject({ code: 'path-outside-roots' })
  })
})
