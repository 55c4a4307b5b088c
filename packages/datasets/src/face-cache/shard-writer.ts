import { mkdir, open, rename, stat, truncate } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { openFileCursor } from '#adapters/file-cursor.ts'
import { writeWhole } from '#adapters/write-whole.ts'
import { diskError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import { isFacePayload } from './face-record.ts'
import { readRecords } from './read-records.ts'
import { encodeRecord, encodeStart, encodeTail, entryBytes, entryFlags } from './shard-format.ts'

/** What a shard says about a photo besides its face. */
export interface ShardPhoto {
  readonly id: string
  /** Place in the cache's people. */
  readonly person: number
  readonly masked: boolean
  readonly attributes?: Readonly<Record<string, string>>
}

/** Writes a shard photo by photo beside its place, where an interrupted one is gone on with. */
export interface ShardWriter {
  /** Photos that are written. */
  readonly done: number
  /**
   * Adds what the next photo gave.
   *
   * @param payload of `encodeFace` or `encodeFailure`
   * @throws DatasetError `disk-full`, `unwritable-directory`; what was added before stays
   */
  append(payload: Uint8Array): Promise<void>
  /** Puts the shard into its place; all photos are written. */
  finish(): Promise<void>
  /** Leaves what is written to be gone on with; after `finish` it does nothing. */
  close(): Promise<void>
}

/**
 * @param path of the whole shard, absolute; `.part` is added while it grows
 * @throws DatasetError `disk-full`, `unwritable-directory`
 */
export async function openShardWriter(
  path: string,
  header: string,
  photos: readonly ShardPhoto[],
): Promise<ShardWriter> {
  const part = `${path}.part`
  const index = Buffer.alloc(photos.length * entryBytes)
  const writing = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work()
    } catch (cause) {
      throw diskError(part, cause)
    }
  }
  await writing(() => mkdir(dirname(part), { recursive: true }))
  const kept = await scanPart(part, header, photos.length)
  if (kept !== null) await writing(() => truncate(part, kept.end))
  const file = await writing(() => open(part, kept === null ? 'w' : 'a'))
  const start = encodeStart(header)
  let [offset, done] = [kept?.end ?? start.length, 0]
  const note = ({ at, length, isFace }: WrittenRecord) => {
    const { person, masked } = photos[done]!
    const entry = index.subarray(done * entryBytes)
    entry.writeUInt32LE(at, 0)
    entry.writeUInt32LE(length, 4)
    entry.writeUInt32LE(person, 8)
    entry.writeUInt32LE((isFace ? entryFlags.face : 0) | (masked ? entryFlags.masked : 0), 12)
    done++
  }
  const add = (bytes: Uint8Array) => writing(() => writeWhole(file, bytes))
  if (kept === null) {
    await add(start).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
  }
  for (const record of kept?.records ?? []) note(record)
  return {
    get done() {
      return done
    },
    append: async (payload) => {
      const record = encodeRecord(payload)
      await add(record)
      note(writtenRecord(offset, payload))
      offset += record.length
    },
    finish: async () => {
      const facts = photos.map(({ id, attributes }) => ({ id, ...(attributes === undefined ? {} : { attributes }) }))
      await add(encodeTail(offset, index, JSON.stringify(facts)))
      await writing(() => file.sync())
      await file.close()
      await writing(() => rename(part, path))
    },
    close: () => file.close(),
  }
}

interface WrittenRecord {
  readonly at: number
  /** Of the payload. */
  readonly length: number
  readonly isFace: boolean
}

function writtenRecord(at: number, payload: Uint8Array): WrittenRecord {
  return { at, length: payload.length, isFace: isFacePayload(payload) }
}

/** The whole records of an interrupted shard and where they end; null where nothing can be gone on with. */
async function scanPart(
  part: string,
  header: string,
  count: number,
): Promise<{ readonly records: readonly WrittenRecord[]; readonly end: number } | null> {
  if ((await stat(part).catch(() => null)) === null) return null
  await using cursor = await openFileCursor(part, basename(part))
  const records: WrittenRecord[] = []
  let end: number | null = null
  try {
    for await (const { offset, payload } of readRecords(cursor, header, count)) {
      records.push(writtenRecord(offset, payload))
      end = cursor.offset
    }
  } catch (cause) {
    // what was being written when it was interrupted
    if (!(cause instanceof DatasetError) || cause.code !== 'bad-cache') throw cause
  }
  return end === null ? null : { records, end }
}
