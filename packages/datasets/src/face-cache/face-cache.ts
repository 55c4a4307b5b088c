import { join } from 'node:path'
import { type FileCursor, openFileCursor } from '#adapters/file-cursor.ts'
import { mapAtOnce } from '#map-at-once.ts'
import {
  descriptionName,
  type FaceCacheDescription,
  readDescription,
  shardCount,
  shardName,
} from './cache-description.ts'
import { badCache } from './cache-error.ts'
import { decodeFailure } from './face-record.ts'
import { requireChecksum } from './read-records.ts'
import { readTail } from './read-tail.ts'
import { entryBytes, entryFlags, recordHeadBytes } from './shard-format.ts'

/** A photo of the cached set by its place there. */
export interface CachedPhoto {
  readonly id: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** A cache whose index is in memory, 22 bytes for each photo; pictures stay on the disk until they are asked for. */
export interface FaceCache {
  /** Absolute or as given. */
  readonly folder: string
  readonly description: FaceCacheDescription
  /** Place of each face's photo in the set, ascending. */
  readonly photos: Uint32Array
  /** Place of each face's person in the description's people. */
  readonly people: Uint32Array
  /** 1 where a mask is worn. */
  readonly masked: Uint8Array
  /** Where faces lie, for a reader. @param faces places in `photos` */
  placesOf(faces: Iterable<number>): FacePlaces
  /** What is known of photos besides. @param photos places in the set @throws DatasetError `bad-cache` */
  factsOf(photos: readonly number[]): Promise<CachedPhoto[]>
  /** Photos that gave no face, in the set's order. @throws DatasetError `bad-cache` */
  failures(): Promise<readonly CacheFailure[]>
}

/** Three numbers for each face: shard, byte of its record, length of the payload. */
export type FacePlaces = Uint32Array

export interface CacheFailure {
  readonly id: string
  readonly reason: string
  readonly detail: string
}

/** Shards whose end is read at a time; our choice. */
const shardsAtOnce = 8

/** Of a shard's end: the index of a thousand photos. */
const tailWindow = 32 * 1024

/**
 * Opens a whole cache of aligned faces.
 *
 * @throws DatasetError `bad-cache` for a folder that is none, for a missing or damaged shard
 */
export async function openFaceCache(folder: string): Promise<FaceCache> {
  const description = await readDescription(folder)
  if (description === null) throw badCache(descriptionName, null, `there is none in ${folder}`)
  const { photos, photosPerShard } = description
  const offsets = new Uint32Array(photos)
  const lengths = new Uint32Array(photos)
  const persons = new Uint32Array(photos)
  const flags = new Uint8Array(photos)
  const readShard = async (shard: number) => {
    const first = shard * photosPerShard
    const count = Math.min(photosPerShard, photos - first)
    await using cursor = await openShard(folder, shard)
    const { index } = await readTail(cursor, count)
    for (let i = 0; i < count; i++) {
      const entry = i * entryBytes
      offsets[first + i] = index.readUInt32LE(entry)
      lengths[first + i] = index.readUInt32LE(entry + 4)
      persons[first + i] = index.readUInt32LE(entry + 8)
      flags[first + i] = index.readUInt32LE(entry + 12)
    }
  }
  const shards = Array.from({ length: shardCount(description) }, (_, shard) => shard)
  await mapAtOnce(shards, shardsAtOnce, readShard)

  const withFace = Uint32Array.from(placesWhere(flags, (flag) => (flag & entryFlags.face) !== 0))
  const placesOfPhotos = (chosen: ArrayLike<number>): FacePlaces => {
    const places = new Uint32Array(chosen.length * 3)
    for (let i = 0; i < chosen.length; i++) {
      const photo = chosen[i]!
      places.set([Math.floor(photo / photosPerShard), offsets[photo]!, lengths[photo]!], i * 3)
    }
    return places
  }
  const factsOf = async (chosen: readonly number[]) => {
    const facts = new Map<number, readonly CachedPhoto[]>()
    for (const shard of new Set(chosen.map((photo) => Math.floor(photo / photosPerShard)))) {
      facts.set(shard, await readFacts(folder, shard, Math.min(photosPerShard, photos - shard * photosPerShard)))
    }
    return chosen.map((photo) => facts.get(Math.floor(photo / photosPerShard))![photo % photosPerShard]!)
  }
  return {
    folder,
    description,
    photos: withFace,
    people: withFace.map((photo) => persons[photo]!),
    masked: Uint8Array.from(withFace, (photo) => ((flags[photo]! & entryFlags.masked) === 0 ? 0 : 1)),
    placesOf: (faces) => placesOfPhotos(Array.from(faces, (face) => withFace[face]!)),
    factsOf,
    failures: async () => {
      const without = [...placesWhere(flags, (flag) => (flag & entryFlags.face) === 0)]
      const facts = await factsOf(without)
      const failures: CacheFailure[] = []
      for (const [i, photo] of without.entries()) {
        const shard = Math.floor(photo / photosPerShard)
        const payload = await readPayload(folder, shard, offsets[photo]!, lengths[photo]!)
        failures.push({ id: facts[i]!.id, ...decodeFailure(payload) })
      }
      return failures
    },
  }
}

function* placesWhere(flags: Uint8Array, is: (flag: number) => boolean): Generator<number, void, undefined> {
  for (let i = 0; i < flags.length; i++) if (is(flags[i]!)) yield i
}

async function openShard(folder: string, shard: number): Promise<FileCursor> {
  const name = shardName(shard)
  try {
    return await openFileCursor(join(folder, name), name, tailWindow)
  } catch (cause) {
    throw badCache(name, null, 'it cannot be opened', cause)
  }
}

async function readFacts(folder: string, shard: number, count: number): Promise<readonly CachedPhoto[]> {
  await using cursor = await openShard(folder, shard)
  const { end, factsOffset } = await readTail(cursor, count)
  cursor.seek(factsOffset)
  const text = await cursor.take(end.factsLength, 'the facts')
  requireChecksum(cursor.file, factsOffset, text, end.factsCrc)
  return JSON.parse(text.toString('utf8')) // our own, its checksum was right
}

async function readPayload(folder: string, shard: number, offset: number, length: number): Promise<Buffer> {
  await using cursor = await openShard(folder, shard)
  cursor.seek(offset)
  const record = await cursor.take(recordHeadBytes + length, 'a record')
  const payload = record.subarray(recordHeadBytes)
  requireChecksum(cursor.file, offset, payload, record.readUInt32LE(4))
  return payload
}
