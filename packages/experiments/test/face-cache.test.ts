import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { type Dataset, DatasetError, exportDataset, openDataset, openGeneratedDataset } from '@maskmirror/datasets'
import { createFaceReader, openFaceCache, shardName } from '@maskmirror/datasets/face-cache'
import { encodePng } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry, type ModelRegistry } from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import { cacheFaces, FaceCacheOptionsSchema, planFaceCache } from '../src/face-cache/index.ts'
import { contentsOf, temporaryFolder, writeFiles } from './picture-folder.ts'
import { tinyRegistry } from './tiny-face-models.ts'

const generated = openGeneratedDataset({ seed: 'cache', people: 4, picturesPerPerson: 3, split: 'test' })

async function cache(
  dataset: Dataset,
  folder: string,
  run: {
    jobs?: number
    options?: object
    models?: ModelRegistry
    signal?: AbortSignal
    onProgress?: (progress: { done: number }) => void
  } = {},
) {
  const environment = {
    models: run.models ?? createModelRegistry({ directories: ['none'] }),
    inference: createInferenceRuntime(),
  }
  const options = FaceCacheOptionsSchema.parse({ side: 32, ...run.options })
  const plan = await planFaceCache({ dataset, folder, options, photosPerShard: 5 }, environment)
  const { jobs = 1, signal = new AbortController().signal, onProgress = () => {} } = run
  return cacheFaces(plan, { jobs, signal, onProgress, clockMs: () => 0 })
}

describe('a cache of generated faces', () => {
  test('is the same whoever makes it, how often it was stopped and what was damaged', async () => {
    await using folder = await temporaryFolder()
    const [whole, stopped] = [join(folder.path, 'whole'), join(folder.path, 'stopped')]
    expect(await cache(generated, whole)).toMatchObject({
      ...{ photos: 12, faces: 12, people: 4, peopleWithout: [], failures: [] },
      ...{ shards: 3, shardsMade: 3, photosMade: 12, damaged: [] },
    })
    const expected = await contentsOf(whole)
    expect(Object.keys(expected)).toEqual(['cache.json', ...[0, 1, 2].map(shardName)])

    for (const stopAt of [2, 8]) {
      const stop = new AbortController()
      const onProgress = ({ done }: { done: number }) => {
        if (done === stopAt) stop.abort()
      }
      const run = { jobs: 2, signal: stop.signal, onProgress }
      await expect(cache(generated, stopped, run)).rejects.toMatchObject({ code: 'cancelled' })
    }
    // five in a shard that is whole, three in one that was begun
    expect(await cache(generated, stopped, { jobs: 3 })).toMatchObject({ shardsMade: 2, photosMade: 4 })
    expect(await contentsOf(stopped)).toEqual(expected)

    const damaged = join(stopped, shardName(1))
    const bytes = await readFile(damaged)
    bytes[9000]! ^= 4
    await writeFile(damaged, bytes)
    const untouched = await stat(join(stopped, shardName(0)))
    const repaired = await cache(generated, stopped)
    expect(repaired).toMatchObject({ shardsMade: 1, photosMade: 5 })
    expect(repaired.damaged).toEqual([expect.stringMatching(/^shards\/000001\.faces, byte \d+: expected the checksum/)])
    expect(await contentsOf(stopped)).toEqual(expected)
    expect((await stat(join(stopped, shardName(0)))).mtimeMs).toBe(untouched.mtimeMs)
  })

  test('counts photos that cannot be used with the reason, and names people of whom nothing remains', async () => {
    await using folder = await temporaryFolder()
    const broken: Record<string, () => Promise<Uint8Array>> = {
      [generated.photos[1]!.id]: async () => new Uint8Array(100),
      [generated.photos[2]!.id]: async () => {
        throw new DatasetError({ code: 'unreadable-photo', message: 'it is gone' })
      },
    }
    const photos = generated.photos.map((photo) => {
      const isLast = photo.person === 'test-0004'
      const load = isLast ? async () => new Uint8Array(100) : (broken[photo.id] ?? photo.load)
      return { ...photo, load, landmarks: photo.landmarks }
    })
    expect(await cache({ ...generated, photos }, folder.path)).toMatchObject({
      faces: 7,
      people: 3,
      peopleWithout: ['test-0004'],
      failures: [
        { reason: 'not-an-image', count: 4 },
        { reason: 'unreadable-photo', count: 1 },
      ],
    })
    const failures = await (await openFaceCache(folder.path)).failures()
    expect(failures[1]).toEqual({ id: generated.photos[2]!.id, reason: 'unreadable-photo', detail: 'it is gone' })
  })

  test('goes into no folder that holds something else', async () => {
    await using folder = await temporaryFolder()
    await writeFiles(folder.path, { 'other/photo.jpg': 'kept' })
    await expect(cache(generated, join(folder.path, 'other'))).rejects.toMatchObject({
      code: 'other-cache',
      message: expect.stringMatching(/holds other files/),
    })
    await cache(generated, join(folder.path, 'faces'))
    const smaller = cache(generated, join(folder.path, 'faces'), { options: { side: 16, pixels: 'jpeg' } })
    await expect(smaller).rejects.toThrow(/holds a cache with another side, pixels, quality\. Choose/)
  })
})

test('faces of photographs are found, with what their labels say', async () => {
  await using folder = await temporaryFolder()
  const photo = async (left: number | null) => {
    const image = createImage(128, 128, 3)
    for (let y = 32; left !== null && y < 64; y++) {
      image.data.fill(255, (y * 128 + left) * 3, (y * 128 + left + 32) * 3)
    }
    return encodePng(image)
  }
  await writeFiles(join(folder.path, 'photos'), {
    'anna/1.png': await photo(32),
    'anna/2.png': await photo(64),
    'ben/1.png': await photo(null),
    'labels.csv':
      'file,identity,masked,mask_type,session\nanna/1.png,anna,0,none,day 1\nanna/2.png,anna,1,cloth,day 2\nben/1.png,ben,0,none,day 1\n',
  })
  const models = await tinyRegistry(join(folder.path, 'models'))
  const dataset = await openDataset(join(folder.path, 'photos'))
  const made = { one: join(folder.path, 'one'), two: join(folder.path, 'two') }
  expect(await cache(dataset, made.one, { models, options: { policy: 'largest' } })).toMatchObject({
    ...{ photos: 3, faces: 2, maskedFaces: 1, people: 1, peopleWithout: ['ben'] },
    failures: [{ reason: 'no-face', count: 1 }],
  })
  await cache(dataset, made.two, { models, options: { policy: 'largest' }, jobs: 2 })
  expect(await contentsOf(made.two)).toEqual(await contentsOf(made.one))

  await exportDataset(dataset, join(folder.path, 'train.rec'))
  const packed = await openDataset(join(folder.path, 'train.rec'))
  const fromPack = join(folder.path, 'from-pack')
  expect(await cache(packed, fromPack, { models, options: { policy: 'largest' } })).toMatchObject({ faces: 2 })

  const found = await openFaceCache(made.one)
  expect([...found.masked]).toEqual([0, 1])
  expect(await found.factsOf([...found.photos])).toEqual([
    { id: 'anna/1.png', attributes: { mask_type: 'none', session: 'day 1' } },
    { id: 'anna/2.png', attributes: { mask_type: 'cloth', session: 'day 2' } },
  ])
  const reader = createFaceReader({ folder: made.one, side: 32, pixels: 'raw' })
  const places = found.placesOf([0, 1])
  const [first, second] = [await reader.read(places, 0), await reader.read(places, 1)]
  reader.close()
  const other = createFaceReader({ folder: fromPack, side: 32, pixels: 'raw' })
  const repacked = await openFaceCache(fromPack)
  expect(await other.read(repacked.placesOf([0]), 0)).toEqual(first)
  expect(repacked.description.people).toEqual(['anna', 'ben'])
  other.close()
  // the same face in another place of the photo gives the same crop
  expect(first.points).toHaveLength(146)
  for (const [i, value] of first.points.entries()) expect(second.points[i]).toBeCloseTo(value, 3)
  expect(second.crop).toEqual(first.crop)
})
