import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { cachedSide, cropOf, describeFaces, pointsOf, writeFaces } from '../../test/cached-faces.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { shuffledOrder } from './batch-order.ts'
import { shardName } from './cache-description.ts'
import { type FaceCache, openFaceCache } from './face-cache.ts'
import { openFaceLoader } from './face-loader.ts'

const batch = 4
const size = cachedSide * cachedSide * 3

function open(cache: FaceCache, threads: number, ahead?: number) {
  const faces = Uint32Array.from(cache.photos.keys())
  const order = shuffledOrder({ faces, batch, rng: createRng('loader') })
  return { order, loader: openFaceLoader(cache, { order, threads, ...(ahead === undefined ? {} : { ahead }) }) }
}

test('any number of threads gives the same batches, from any step on', async () => {
  await using folder = await temporaryFolder()
  await writeFaces(folder.path, describeFaces(40))
  const cache = await openFaceCache(folder.path)
  const [one, three] = [open(cache, 1, 1), open(cache, 3)]
  for (const step of [0, 1, 2, 3, 30, 31, 7]) {
    const [a, b] = await Promise.all([one.loader.batch(step), three.loader.batch(step)])
    expect(b).toEqual(a)
    for (const [i, face] of one.order(step).entries()) {
      const photo = cache.photos[face]!
      expect(a.crops.subarray(i * size, (i + 1) * size)).toEqual(new Uint8Array(cropOf(photo).data))
      expect(a.points.subarray(i * 146, (i + 1) * 146)).toEqual(pointsOf(photo))
    }
  }
  await Promise.all([one.loader.close(), three.loader.close()])
})

test('no more is made ahead than asked for, however long nobody takes it', async () => {
  await using folder = await temporaryFolder()
  await writeFaces(folder.path, describeFaces(40))
  const { loader } = open(await openFaceCache(folder.path), 2, 3)
  let most = 0
  for (let step = 0; step < 12; step++) {
    const asked = loader.batch(step)
    most = Math.max(most, loader.held)
    await asked
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(loader.held).toBe(3)
  }
  expect(most).toBe(4)
  await loader.close()
})

test('several may be asked for at once, in any order', async () => {
  await using folder = await temporaryFolder()
  await writeFaces(folder.path, describeFaces(40))
  const cache = await openFaceCache(folder.path)
  const [one, other] = [open(cache, 1, 0), open(cache, 2)]
  const steps = [4, 0, 9, 1]
  const together = await Promise.all(steps.map((step) => one.loader.batch(step)))
  for (const [i, step] of steps.entries()) expect(together[i]).toEqual(await other.loader.batch(step))
  expect(one.loader.held).toBe(0)
  await Promise.all([one.loader.close(), other.loader.close()])
})

test('a damaged face ends its batch with shard and byte, and no other', async () => {
  await using folder = await temporaryFolder()
  await writeFaces(folder.path, describeFaces(40))
  const cache = await openFaceCache(folder.path)
  const { order, loader } = open(cache, 2)
  const [face] = order(2)
  const [shard, offset] = cache.placesOf([face!])
  const path = join(folder.path, shardName(shard!))
  const bytes = await readFile(path)
  bytes[offset! + 100]! ^= 1
  await writeFile(path, bytes)
  await loader.batch(0)
  await loader.batch(1)
  await expect(loader.batch(2)).rejects.toMatchObject({
    code: 'bad-cache',
    message: expect.stringMatching(new RegExp(`^${shardName(shard!)}, byte ${offset}: expected the checksum`)),
  })
  await loader.batch(3)
  await loader.close()
})
