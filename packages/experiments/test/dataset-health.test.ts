import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage, succeeded } from '@maskmirror/core'
import { openGeneratedDataset, perceptualHash } from '@maskmirror/datasets'
import { decodeImage, encodePng } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { openArtefactStore } from '@maskmirror/storage'
import { describe, expect, test } from 'vitest'
import { checkHealth } from '../src/dataset-health/check-health.ts'
import { groupDuplicates } from '../src/dataset-health/group-duplicates.ts'
import { drawHealthSheets } from '../src/dataset-health/health-sheets.ts'
import { openHealthTools } from '../src/dataset-health/open-health-tools.ts'
import { decodeExams, encodeExams, type PhotoExam } from '../src/dataset-health/photo-exam.ts'
import { suspectsList } from '../src/dataset-health/suspects-list.ts'
import { tinyRegistry } from './tiny-face-models.ts'
import { tinyMaskDetector } from './tiny-mask-detector.ts'

const photo = (set: string, person: string, id: string) => ({ set, person, photo: id, masked: false })

describe('groupDuplicates', () => {
  const photos = [
    photo('a', 'anna', '1'),
    photo('a', 'anna', '2'),
    photo('a', 'bert', '3'),
    photo('b', 'x_y_anna', '4'),
  ]
  const keyOf = (person: string) => person.split('_').at(-1)!
  const groups = (...pairs: [number, number, 'same-file' | 'same-picture' | 'same-face'][]) =>
    groupDuplicates(
      pairs.map(([a, b, kind]) => ({ a, b, kind })),
      photos,
      keyOf,
    ).map(({ kind, across, photos: of }) => [kind, across, of.map(({ photo: id }) => id).join('')])

  test('joins pairs, in whatever order they come, by the weakest link', () => {
    expect(groups([0, 1, 'same-file'], [1, 2, 'same-face'])).toEqual([['same-face', 'people', '123']])
    expect(groups([1, 2, 'same-face'], [0, 1, 'same-file'])).toEqual([['same-face', 'people', '123']])
  })

  test('several names come first, then several sets', () => {
    expect(groups([0, 1, 'same-file'])).toEqual([['same-file', 'person', '12']])
    expect(groups([0, 3, 'same-picture'])).toEqual([['same-picture', 'sets', '14']])
    expect(groups([1, 3, 'same-file'], [0, 2, 'same-file'])).toEqual([
      ['same-file', 'people', '13'],
      ['same-file', 'sets', '24'],
    ])
  })
})

test('exams come back bit for bit', async () => {
  const hash = perceptualHash(createImage(9, 9, 3))
  const face = (embedding: Float32Array | null) =>
    succeeded({ hash, embedding, mask: { decision: 'masked', where: 'correct', probability: 0.9 } as const })
  const exams: PhotoExam[] = [
    { content: 'c1', picture: succeeded(hash), face: face(Float32Array.of(0.1, 0.2)) },
    { content: null, picture: { ok: false, reason: 'gone', detail: 'd' }, face: null },
    { content: 'c2', picture: succeeded(hash), face: { ok: false, reason: 'no-face', detail: 'd' } },
    { content: 'c3', picture: succeeded(hash), face: face(null) },
    { content: 'c4', picture: succeeded(hash), face: face(Float32Array.of(0.3, 0.4)) },
  ]
  expect(await decodeExams(await encodeExams(exams))).toEqual(exams)
})

describe('checkHealth without models', () => {
  const generated = openGeneratedDataset({ seed: 'health', people: 4, picturesPerPerson: 2, split: 'test' })

  test('finds what was put in, keeps it, and lists it for review', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-health-'))
    try {
      const [first, second, third] = generated.photos
      const bytes = await first!.load()
      const brighter = async () => {
        const { data, width, height, channels } = await decodeImage(bytes)
        return encodePng(
          createImage(
            width,
            height,
            channels,
            data.map((value) => value * 0.9 + 20),
          ),
        )
      }
      const extra = [
        { ...first!, id: 'wrong/copy.png', person: generated.photos.at(-1)!.person, load: async () => bytes },
        { ...second!, id: 'wrong/brighter.png', person: first!.person, load: brighter },
        { ...third!, id: 'wrong/no-picture.png', load: async () => Buffer.from('no picture') },
      ]
      const dataset = { ...generated, name: 'one', photos: [...generated.photos, ...extra] }
      const other = { ...generated, name: 'two', photos: generated.photos.slice(0, 2) }
      const stages: string[] = []
      const check = () =>
        checkHealth(
          {
            datasets: [dataset, other],
            tools: { finder: null, embedder: null, decider: null },
            toolsKey: null,
            toolNames: { finder: null, recogniser: null, maskDecider: null },
            personNames: 'as-is',
          },
          {
            artefacts: openArtefactStore(folder),
            onProgress: ({ stage, done, ratePerSecond }) => stages.push(`${stage} ${done} ${ratePerSecond !== null}`),
            clockMs: () => stages.length,
            signal: new AbortController().signal,
          },
        )
      const report = await check()
      expect(report.unreadable.map(({ photo: id, reason }) => [id, reason])).toEqual([
        ['wrong/no-picture.png', 'not-an-image'],
      ])
      const [worst, ...others] = report.duplicates
      expect(worst).toMatchObject({ across: 'people', kind: 'same-picture' })
      expect(worst!.photos.map(({ set, photo: id }) => `${set}/${id}`)).toEqual([
        `one/${first!.id}`,
        'one/wrong/copy.png',
        'one/wrong/brighter.png',
        `two/${first!.id}`,
      ])
      expect(others.map(({ across, kind }) => [across, kind])).toEqual([['sets', 'same-file']])
      expect(report.overlap).toEqual([{ a: 'one', b: 'two', people: [first!.person], pictures: 2 }])
      expect(report.sets[0]).toMatchObject({ unreadable: 1, withoutFace: null, flags: null, identities: null })

      const list = suspectsList(report).split('\n')
      expect(list[0]).toBe('dataset,file,problem,detail,exclude')
      expect(list[1]).toBe('one,wrong/no-picture.png,unreadable,not-an-image,')
      expect(list.filter((line) => line.includes('same-picture across people'))).toHaveLength(4)

      const sheets: string[] = []
      for await (const { file, png } of drawHealthSheets(report, [dataset, other], 5)) {
        expect((await decodeImage(png)).width).toBeGreaterThan(1000)
        sheets.push(file)
      }
      expect(sheets).toEqual(['duplicates-across-people-01.png', 'duplicates-across-sets-01.png'])

      // two suspects a row, however few photos there are to compare with, and a row for each person
      const suspects = generated.photos.slice(0, 3).map(({ id, person, masked }) => ({
        ...{ set: 'one', photo: id, person, masked },
        ...{ evidence: 1.4, own: 0.1, strangersCloser: 0.5, closestPerson: 'x', closestSimilarity: 0.6 },
      }))
      const people = suspects.map(({ set, person, masked }) => ({
        set,
        person,
        masked,
        evidence: 5,
        suspects: ['1.png', '2.png'],
        checked: 2,
      }))
      const heights: number[] = []
      const more = { ...report, duplicates: [], identities: suspects, people }
      for await (const { file, png } of drawHealthSheets(more, [dataset, other], 5)) {
        expect(file).toBe(['identities-01.png', 'people-01.png'][heights.length])
        heights.push((await decodeImage(png)).height)
      }
      expect(heights).toEqual([2 * 186 + 6, 3 * 186 + 6])
      const rows = suspectsList(more).split('\n')
      expect(rows.filter((row) => row.includes(',identity,"a stranger 25 times likelier'))).toHaveLength(3)
      expect(rows.filter((row) => row.includes('.png,person,'))).toHaveLength(6)

      stages.splice(0)
      expect(await check()).toEqual(report)
      expect(stages.every((stage) => stage.endsWith('false'))).toBe(true)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

test('tools that are there are used, what is not there is said', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-health-'))
  const inference = createInferenceRuntime()
  try {
    const models = await tinyRegistry(join(folder, 'models'))
    await using tools = await openHealthTools('lbp', { models, inference })
    expect(tools.names).toEqual({ finder: 'yunet-2026may', recogniser: 'lbp', maskDecider: 'mask-decision' })
    const dataset = openGeneratedDataset({ seed: 'health', people: 3, picturesPerPerson: 2, split: 'test' })
    const { sets, maskFlags } = await checkHealth(
      { datasets: [dataset], tools: tools.tools, toolsKey: tools.key, toolNames: tools.names, personNames: 'as-is' },
      {
        artefacts: openArtefactStore(join(folder, 'artefacts')),
        onProgress: () => {},
        clockMs: () => 0,
        signal: new AbortController().signal,
      },
    )
    const without = Object.values(sets[0]!.withoutFace!).reduce((sum, count) => sum + count, 0)
    expect(sets[0]!.flags).toMatchObject({ checked: 6 - without })
    for (const { probability } of maskFlags) expect(probability).toBeGreaterThanOrEqual(0.8) // all are bare
    const { checked, unchecked } = sets[0]!.identities!
    expect(checked + unchecked).toBe(6)
    expect(unchecked).toBeGreaterThanOrEqual(without)

    const seeta = { 'seeta6-mask-detector': tinyMaskDetector() }
    await using both = await openHealthTools('none', {
      models: await tinyRegistry(join(folder, 'more'), seeta),
      inference,
    })
    expect(both.names.maskDecider).toBe('mask-decision+seeta6-mask-detector')

    await using none = await openHealthTools(null, {
      models: createModelRegistry({ directories: [folder] }),
      inference,
    })
    expect(none.names).toEqual({ finder: null, recogniser: null, maskDecider: null })
  } finally {
    await inference.close()
    await rm(folder, { recursive: true, force: true })
  }
})
