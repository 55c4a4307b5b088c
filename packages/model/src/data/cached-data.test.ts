import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { halfOfPerson } from '@maskmirror/datasets'
import { openFaceCache } from '@maskmirror/datasets/face-cache'
import { expect, test } from 'vitest'
import { TrainConfigSchema } from '#config/train-config.ts'
import { type TrainFile, TrainFileSchema } from '#config/train-file.ts'
import { train } from '#training/train.ts'
import { generatedFaces, writeFaceCache } from '../../test/face-cache.ts'
import { openBackend } from '../backend/open-backend.ts'
import { chooseFaces } from './choose-faces.ts'
import { type LeftOut, openTrainingData } from './open-training-data.ts'

const side = 32
const size = side * side * 3

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-cached-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

function fileOf(data: object = {}, training: object = {}): TrainFile {
  return TrainFileSchema.parse({
    data: { kind: 'folder', pictures: 'pictures', developmentShare: 0.4, ...data },
    training: {
      ...{ name: 'cached', seed: 2, steps: 4, batch: 4, validation: { every: 2, fmr: 0.3 } },
      network: { backbone: 'tiny', side, dimension: 8 },
      ...training,
    },
  })
}

/** @param folder holds the caches by the names that files give */
async function open(folder: string, file: TrainFile, threads = 1) {
  const leftOut: LeftOut[] = []
  const data = await openTrainingData(file, {
    ...{ cacheDirectory: folder, threads, onProgress: () => {}, clockMs: () => 0 },
    faceCacheOf: async (name) => join(folder, name),
    onLeftOut: (what) => leftOut.push(what),
    signal: new AbortController().signal,
  })
  return { ...data, leftOut }
}

test('every face comes once in a round with its mask, whatever draws it and whatever was asked for before', async () => {
  await using folder = await temporaryFolder()
  await writeFaceCache(join(folder.path, 'pictures'), side)
  const masked = generatedFaces.photos.filter((_, i) => i % 3 === 0).map(({ id }) => id)
  await writeFaceCache(join(folder.path, 'real'), side, { masked })
  const file = fileOf({ real: 'real' }, { realBatch: 3, mask: {} })
  const [one, two] = [await open(folder.path, file, 1), await open(folder.path, file, 2)]
  const { classes } = one.source
  expect(two.source.checksum).toBe(one.source.checksum)
  const passes = (classes * 3) / 4 // three faces of each person, four in a pass
  const counts = new Map<number, number>()
  let realMasked = 0
  const count = Math.ceil(passes)
  for (let pass = 0; pass < count; pass++) {
    const batch = await one.source.batch(pass)
    for (const label of batch.labels.slice(0, Math.round((passes - pass) * 4)))
      counts.set(label, (counts.get(label) ?? 0) + 1)
    const changed = (from: number, to: number) => {
      let sum = 0
      for (let i = from; i < to; i++) sum += Math.abs(batch.unmasked[i]! - batch.masked[i]!)
      return sum / (to - from)
    }
    for (let i = 0; i < 4; i++) {
      expect(changed(i * size, i * size + size / 3)).toBeLessThan(2) // the forehead stays
      expect(changed(i * size + (size * 2) / 3, (i + 1) * size)).toBeGreaterThan(5)
    }
    expect(batch.real!.pictures).toHaveLength(3 * size)
    realMasked += batch.real!.isMasked.filter(Boolean).length
  }
  expect([...counts.values()]).toEqual(Array.from({ length: classes }, () => 3))
  expect(realMasked).toBeGreaterThan(0)
  for (const pass of [3, 0, 7]) expect(await two.source.batch(pass)).toEqual(await one.source.batch(pass))
  await Promise.all([one.close(), two.close()])
})

test('many faces of each person, where that is asked for', async () => {
  await using folder = await temporaryFolder()
  await writeFaceCache(join(folder.path, 'pictures'), side)
  const { source, close } = await open(folder.path, fileOf({ facesPerPerson: 2 }))
  const { labels } = await source.batch(5)
  expect(labels[0]).toBe(labels[1])
  expect(labels[2]).toBe(labels[3])
  expect(labels[0]).not.toBe(labels[2])
  await close()
})

test('a face on which no mask can be drawn is told once, and another stands in its place', async () => {
  await using folder = await temporaryFolder()
  const collapsed = generatedFaces.photos.filter(({ id }) => id.endsWith('0001.jpg')).map(({ id }) => id)
  const failed = [generatedFaces.photos[1]!.id]
  await writeFaceCache(join(folder.path, 'pictures'), side, { collapsed, failed })
  const { source, close, leftOut, development } = await open(folder.path, fileOf())
  expect(leftOut).toEqual([{ what: failed[0], reason: 'no-face: nothing found' }])
  for (let pass = 0; pass < 12; pass++) {
    const { unmasked, masked } = await source.batch(pass)
    for (let i = 0; i < 4; i++) {
      const [a, b] = [unmasked, masked].map((values) => values.subarray(i * size, (i + 1) * size))
      expect(a).not.toEqual(b)
    }
  }
  const told = leftOut.slice(1)
  expect(told.length).toBeGreaterThan(0)
  for (const { what, reason } of told) {
    expect(collapsed).toContain(what)
    expect(reason).toBe('no mask can be drawn')
  }
  expect(new Set(told.map(({ what }) => what)).size).toBe(told.length)
  // of three faces of each person who is held back one allows no mask
  for (const person of development.people) {
    expect(development.people.filter((other) => other === person).length).toBeLessThanOrEqual(2)
  }
  await close()
})

test('who is held back is not learned from, and halves are those of an evaluation', async () => {
  await using folder = await temporaryFolder()
  const masked = generatedFaces.photos.filter(({ person }) => person === 'test-0003').map(({ id }) => id)
  await writeFaceCache(folder.path, side, { masked, failed: ['test-0005/0001.jpg', 'test-0005/0002.jpg'] })
  const cache = await openFaceCache(folder.path)
  const { data } = fileOf({ fewestPictures: 2 })
  if (data.kind !== 'folder') throw new TypeError('it is a folder')
  const nameOf = (face: number) => cache.description.people[cache.people[face]!]!
  const all = chooseFaces(cache, data, 2)
  const [learned, held] = [new Set([...all.learned].map(nameOf)), new Set([...all.held].map(nameOf))]
  expect(all.classes).toBe(learned.size)
  expect([...learned].filter((name) => held.has(name))).toEqual([])
  expect([...learned, ...held].sort()).toEqual(
    cache.description.people.filter((name) => !['test-0003', 'test-0005'].includes(name)),
  )
  expect(all.leftOut).toEqual([
    { what: 'test-0003', reason: 'no bare face' },
    { what: 'test-0005', reason: '1 bare faces, fewer than 2' },
  ])
  // by this seed five of the six are in the test half
  const half = chooseFaces(cache, { ...data, half: 'test', halfSeed: 6, developmentShare: 0.5 }, 2)
  const names = new Set([...half.learned, ...half.held].map(nameOf))
  expect(names.size).toBe(5)
  expect([...names].filter((name) => halfOfPerson(name, 6) !== 'test')).toEqual([])
  expect(() => chooseFaces(cache, { ...data, fewestPictures: 9 }, 2)).toThrow(/two to hold back but there are 0 and 0/)
})

test('says what does not fit', async () => {
  await using folder = await temporaryFolder()
  await writeFaceCache(join(folder.path, 'pictures'), 48)
  await expect(open(folder.path, fileOf())).rejects.toMatchObject({
    code: 'bad-config',
    message: expect.stringMatching(/network\.side 32 pixels but those in .* have 48/),
  })
  expect(() => fileOf({ real: 'real' })).toThrow(/more than 0 where data\.real names faces/)
  expect(() => fileOf({}, { realBatch: 2, mask: {} })).toThrow(/more than 0 where data\.real names faces/)
  expect(() => fileOf({ facesPerPerson: 3 })).toThrow(/a multiple of data\.facesPerPerson/)
})

test('a training on photographs that was stopped ends like one that was not, with other threads', async () => {
  await openBackend('wasm')
  await using folder = await temporaryFolder()
  await writeFaceCache(join(folder.path, 'pictures'), side)
  const file = fileOf()
  const run = async (name: string, threads: number, stopAfter: number | null) => {
    const { source, development, close } = await open(folder.path, file, threads)
    const stop = new AbortController()
    const result = await train({
      ...{ config: TrainConfigSchema.parse(file.training), source, development, folder: join(folder.path, name) },
      signal: stop.signal,
      clockMs: () => performance.now(),
      onProgress: ({ step }) => {
        if (step === stopAfter) stop.abort()
      },
    })
    await close()
    return result
  }
  await run('whole', 1, null)
  expect(await run('stopped', 2, 1)).toMatchObject({ ended: 'stopped', step: 2 })
  expect(await run('stopped', 1, null)).toMatchObject({ ended: 'complete', step: 4 })
  for (const name of ['metrics.jsonl', 'last.checkpoint']) {
    const [one, other] = await Promise.all(['whole', 'stopped'].map((out) => readFile(join(folder.path, out, name))))
    expect(other!.equals(one!), name).toBe(true)
  }
  const times = (await readFile(join(folder.path, 'stopped', 'timing.jsonl'), 'utf8')).trim().split('\n')
  expect(times.map((line) => JSON.parse(line).step)).toEqual([0, 1, 2, 3])
})
