import { cp, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  cachedSide,
  cropOf,
  describeFaces,
  hasFace,
  payloadOf,
  pointsOf,
  shardPhotos,
  writeFaces,
} from '../../test/cached-faces.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { descriptionName, shardHeader, shardName } from './cache-description.ts'
import { checkShard } from './check-shard.ts'
import { openFaceCache } from './face-cache.ts'
import { createFaceReader } from './face-reader.ts'
import { openShardWriter } from './shard-writer.ts'

describe('a cache of aligned faces', () => {
  test.each(['raw', 'jpeg'] as const)('gives back what was put in: %s', async (pixels) => {
    await using folder = await temporaryFolder()
    const description = describeFaces(20, pixels)
    await writeFaces(folder.path, description)
    const cache = await openFaceCache(folder.path)
    const expected = Array.from({ length: 20 }, (_, photo) => photo).filter(hasFace)
    expect([...cache.photos]).toEqual(expected)
    expect([...cache.people]).toEqual(expected.map((photo) => photo % 3))
    expect([...cache.masked]).toEqual(expected.map((photo) => photo % 2))
    expect(await cache.failures()).toEqual(
      [6, 13].map((photo) => ({ id: `photo-${photo}.jpg`, reason: 'no-face', detail: `photo ${photo}` })),
    )
    expect(await cache.factsOf([17, 4])).toEqual([
      { id: 'photo-17.jpg' },
      { id: 'photo-4.jpg', attributes: { session: 'day 4' } },
    ])
    const reader = createFaceReader({ folder: folder.path, side: cachedSide, pixels })
    const places = cache.placesOf(cache.photos.keys())
    for (const [at, photo] of expected.entries()) {
      const { crop, points } = await reader.read(places, at)
      expect(points).toEqual(pointsOf(photo))
      if (pixels === 'raw') expect(crop).toEqual(cropOf(photo))
      else {
        const difference = crop.data.reduce((sum, value, i) => sum + Math.abs(value - cropOf(photo).data[i]!), 0)
        expect(difference / crop.data.length).toBeLessThan(8)
      }
    }
    reader.close()
  })

  test('a shard of whatever length is gone on with and becomes the same bytes', async () => {
    await using folder = await temporaryFolder()
    const description = describeFaces(8)
    await writeFaces(join(folder.path, 'whole'), description)
    const whole = await readFile(join(folder.path, 'whole', shardName(0)))
    const [header, photos] = [shardHeader(description, 0), shardPhotos(description, 0)]
    const path = join(folder.path, 'other', shardName(0))
    await mkdir(join(folder.path, 'other', 'shards'), { recursive: true })
    const begun: number[] = []
    for (let length = 0; length <= whole.length; length += 397) {
      await writeFile(`${path}.part`, whole.subarray(0, length))
      const writer = await openShardWriter(path, header, photos)
      begun.push(writer.done)
      for (let i = writer.done; i < photos.length; i++) await writer.append(await payloadOf(i))
      await writer.finish()
      expect((await readFile(path)).equals(whole), `cut at ${length}`).toBe(true)
    }
    expect(begun[0]).toBe(0)
    expect(begun.at(-1)).toBe(8)
  })

  test('what another cache began is not gone on with', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, shardName(0))
    const description = describeFaces(8)
    const one = await openShardWriter(path, shardHeader(description, 0), shardPhotos(description, 0))
    await one.append(await payloadOf(0))
    await one.close()
    const header = shardHeader({ ...description, aligner: 'another' }, 0)
    const other = await openShardWriter(path, header, shardPhotos(description, 0))
    expect(other.done).toBe(0)
    await other.close()
  })

  test('a full disk says so', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, shardName(0))
    await mkdir(join(folder.path, 'shards'))
    await symlink('/dev/full', `${path}.part`)
    const description = describeFaces(8)
    await expect(openShardWriter(path, shardHeader(description, 0), shardPhotos(description, 0))).rejects.toMatchObject(
      { code: 'disk-full', message: expect.stringMatching(/000000\.faces\.part.*ENOSPC/) },
    )
  })
})

describe('damage', () => {
  const description = describeFaces(20)

  test('anywhere in a shard is found and its byte named', async () => {
    await using folder = await temporaryFolder()
    await writeFaces(folder.path, description)
    const name = shardName(1)
    const path = join(folder.path, name)
    const check = () => checkShard(path, name, shardHeader(description, 1), 8)
    await check()
    const whole = await readFile(path)
    for (let byte = 0; byte < whole.length; byte += 211) {
      const damaged = Buffer.from(whole)
      damaged[byte]! ^= 1
      await writeFile(path, damaged)
      const error = await check().then(
        () => null,
        (cause: unknown) => cause,
      )
      expect(error, `byte ${byte}`).toMatchObject({
        code: 'bad-cache',
        message: expect.stringMatching(/^shards\/000001\.faces, byte \d+: /),
      })
    }
    for (const length of [0, 10, 5000, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length))
      await expect(check()).rejects.toMatchObject({ code: 'bad-cache', details: { file: name } })
    }
  })

  test('a face whose bytes are damaged is named by shard and byte when it is read', async () => {
    await using folder = await temporaryFolder()
    await writeFaces(folder.path, description)
    const cache = await openFaceCache(folder.path)
    const places = cache.placesOf([9])
    const [shard, offset] = places
    const path = join(folder.path, shardName(shard!))
    const bytes = await readFile(path)
    bytes[offset! + 700]! ^= 8
    await writeFile(path, bytes)
    const reader = createFaceReader({ folder: folder.path, side: cachedSide, pixels: 'raw' })
    await expect(reader.read(places, 0)).rejects.toMatchObject({
      code: 'bad-cache',
      message: expect.stringMatching(new RegExp(`000001\\.faces, byte ${offset}: expected the checksum`)),
    })
    reader.close()
  })

  test.each([
    ['no cache', (folder: string) => rm(join(folder, descriptionName)), /cache\.json: there is none/],
    [
      'a description of something else',
      (folder: string) => writeFile(join(folder, descriptionName), '{}'),
      /cache\.json/,
    ],
    ['a missing shard', (folder: string) => rm(join(folder, shardName(2))), /000002\.faces: it cannot be opened/],
    ['a cut shard', (folder: string) => truncate(join(folder, shardName(0)), 900), /000000\.faces, byte 868/],
    [
      'a shard in the place of another',
      (folder: string) => cp(join(folder, shardName(0)), join(folder, shardName(2))),
      /000002\.faces, byte \d+: expected the end of 4 photos/,
    ],
  ])('%s', async (_, harm, message) => {
    await using folder = await temporaryFolder()
    await writeFaces(folder.path, description)
    await harm(folder.path)
    await expect(openFaceCache(folder.path)).rejects.toMatchObject({
      code: 'bad-cache',
      message: expect.stringMatching(message),
    })
  })
})
