import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listNamedDatasets, openNamedDataset } from '#named-datasets.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { openGeneratedDataset } from './open-generated-dataset.ts'

const small = { seed: 1, people: 3, picturesPerPerson: 2, split: 'development' } as const

describe('openGeneratedDataset', () => {
  test('has unique ids, exact landmarks and bare photos only', () => {
    const { photos, pairs } = openGeneratedDataset(small)
    expect(photos.map(({ id }) => id)).toEqual([
      'dev-0001/0001.jpg',
      'dev-0001/0002.jpg',
      'dev-0002/0001.jpg',
      'dev-0002/0002.jpg',
      'dev-0003/0001.jpg',
      'dev-0003/0002.jpg',
    ])
    expect(pairs).toBeNull()
    expect(photos.every(({ masked }) => !masked)).toBe(true)
    expect(photos[0]!.landmarks?.ibug68.points).toHaveLength(136)
    expect(photos[0]!.landmarks).toBe(photos[0]!.landmarks)
  })

  test('people and pictures do not depend on how many are asked for; halves share nobody', async () => {
    const larger = openGeneratedDataset({ ...small, people: 30, picturesPerPerson: 4 })
    const photo = openGeneratedDataset(small).photos.find(({ id }) => id === 'dev-0002/0002.jpg')!
    const same = larger.photos.find(({ id }) => id === photo.id)!
    expect(Buffer.compare(await same.load(), await photo.load())).toBe(0)
    expect(same.landmarks).toEqual(photo.landmarks)
    const test = new Set(openGeneratedDataset({ ...small, split: 'test' }).photos.map(({ person }) => person))
    expect(larger.photos.some(({ person }) => test.has(person))).toBe(false)
  })

  test('the checksum follows every parameter, not the cache or the name', () => {
    const { checksum } = openGeneratedDataset(small)
    expect(checksum).toMatch(/^[0-9a-f]{64}$/)
    expect(openGeneratedDataset({ ...small, name: 'x', cacheDirectory: '/nowhere' }).checksum).toBe(checksum)
    for (const change of [{ seed: 2 }, { people: 4 }, { picturesPerPerson: 3 }, { split: 'test' as const }]) {
      expect(openGeneratedDataset({ ...small, ...change }).checksum).not.toBe(checksum)
    }
  })

  test.each([{ people: 0 }, { people: 1.5 }, { picturesPerPerson: 0 }])('rejects %o', (change) => {
    expect(() => openGeneratedDataset({ ...small, ...change })).toThrow(/whole number of at least 1/)
  })

  test('keeps rendered pictures whole in the cache and reads them again', async () => {
    await using folder = await temporaryFolder()
    const open = () => openGeneratedDataset({ ...small, cacheDirectory: folder.path }).photos[0]!
    const [first, second] = await Promise.all([open().load(), open().load()])
    expect(Buffer.compare(first, second)).toBe(0)
    const files = (await readdir(folder.path, { recursive: true })).filter((name) => name.includes('0001.'))
    expect(files).toHaveLength(1)
    const kept = join(folder.path, files[0]!)
    expect(Buffer.compare(await readFile(kept), first)).toBe(0)
    await writeFile(kept, 'from the cache')
    expect(Buffer.from(await open().load()).toString()).toBe('from the cache')
  })

  test('says where it cannot keep a picture, and leaves nothing behind', async () => {
    await using folder = await temporaryFolder()
    const cache = join(folder.path, 'cache')
    await writeFile(cache, '')
    const { photos } = openGeneratedDataset({ ...small, cacheDirectory: cache })
    await expect(photos[0]!.load()).rejects.toMatchObject({ name: 'DatasetError', code: 'cache-unwritable' })

    // a folder where the picture should be
    const set = openGeneratedDataset({ ...small, cacheDirectory: folder.path })
    await set.photos[1]!.load()
    const second = (await readdir(folder.path, { recursive: true })).find((name) => name.endsWith('0002.jpg'))!
    const blocked = join(folder.path, dirname(second), '0001.jpg')
    await mkdir(join(blocked, 'full'), { recursive: true })
    await expect(set.photos[0]!.load()).rejects.toMatchObject({ code: 'cache-unwritable' })
    expect((await readdir(dirname(blocked))).sort()).toEqual(['0001.jpg', '0002.jpg'])
  })
})

describe('named data sets', () => {
  test('every listed set opens with the counts that it promises', () => {
    for (const { name, people, picturesPerPerson } of listNamedDatasets()) {
      const set = openNamedDataset(name, { seed: 1, split: 'test' })
      expect(set.name).toBe(name)
      expect(set.photos).toHaveLength(people * picturesPerPerson)
      expect(new Set(set.photos.map(({ person }) => person)).size).toBe(people)
    }
  })

  test('an unknown name is told with those that exist', () => {
    expect(() => openNamedDataset('lfw', { seed: 1, split: 'test' })).toThrow(/\(demo\) but received "lfw"/)
  })
})
