import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { createImage, type Image } from '@maskmirror/core'
import { decodeKnown } from '@maskmirror/imaging/codec'
import { type FaceCacheDescription, shardName } from './cache-description.ts'
import { badCache } from './cache-error.ts'
import type { FacePlaces } from './face-cache.ts'
import { decodeFace } from './face-record.ts'
import { requireChecksum } from './read-records.ts'
import { recordHeadBytes } from './shard-format.ts'

/** A cached face, decoded. */
export interface CachedFace {
  /** RGB, side × side. */
  readonly crop: Image
  /** `arcface5`, then `ibug68`, in pixels of the crop: 146 values. */
  readonly points: Float32Array
}

/** Reads faces of a cache; for one thread, which waits for the disk. */
export interface FaceReader {
  /**
   * @param at which of the places
   * @throws DatasetError `bad-cache`, naming shard and byte
   * @throws ImagingError `damaged-image`
   */
  read(places: FacePlaces, at: number): Promise<CachedFace>
  close(): void
}

/** What a reader needs to know; plain data, because it goes to other threads. */
export interface ReaderSettings extends Pick<FaceCacheDescription, 'side' | 'pixels'> {
  readonly folder: string
}

/** Shards that are kept open at a time: far below what systems allow a process. */
const openAtMost = 128

/** Opens no file until one is read from. */
export function createFaceReader({ folder, side, pixels }: ReaderSettings): FaceReader {
  const files = new Map<number, number>()
  const fileOf = (shard: number): number => {
    const open = files.get(shard)
    if (open !== undefined) {
      // the one that was used last comes last
      files.delete(shard)
      files.set(shard, open)
      return open
    }
    if (files.size >= openAtMost) {
      const [oldest, file] = files.entries().next().value!
      closeSync(file)
      files.delete(oldest)
    }
    const name = shardName(shard)
    try {
      const file = openSync(join(folder, name), 'r')
      files.set(shard, file)
      return file
    } catch (cause) {
      throw badCache(name, null, 'it cannot be opened', cause)
    }
  }
  const payloadOf = (shard: number, offset: number, length: number): Buffer => {
    const record = Buffer.allocUnsafe(recordHeadBytes + length)
    const file = fileOf(shard)
    const read = readSync(file, record, 0, record.length, offset)
    const name = shardName(shard)
    if (read < record.length) throw badCache(name, offset, 'the file ends within a record')
    const payload = record.subarray(recordHeadBytes)
    requireChecksum(name, offset, payload, record.readUInt32LE(4))
    return payload
  }
  return {
    read: async (places, at) => {
      const { points, picture } = decodeFace(payloadOf(places[at * 3]!, places[at * 3 + 1]!, places[at * 3 + 2]!))
      const crop =
        pixels === 'jpeg'
          ? await decodeKnown(picture)
          : createImage(side, side, 3, new Uint8ClampedArray(picture.buffer, picture.byteOffset, picture.length))
      return { crop, points }
    },
    close: () => {
      for (const file of files.values()) closeSync(file)
      files.clear()
    },
  }
}
