import { openFileCursor } from '#adapters/file-cursor.ts'
import { badCache } from './cache-error.ts'
import { readRecords, requireChecksum } from './read-records.ts'
import { readTail } from './read-tail.ts'
import { entryBytes } from './shard-format.ts'

/**
 * Reads all of a shard and compares every checksum.
 *
 * @param path absolute
 * @param name for messages
 * @param count photos that it holds
 * @throws DatasetError `bad-cache`, naming the byte; `unreadable-photo` for a file that cannot be read
 */
export async function checkShard(path: string, name: string, header: string, count: number): Promise<void> {
  await using cursor = await openFileCursor(path, name)
  const { index, end, factsOffset } = await readTail(cursor, count)
  cursor.seek(factsOffset)
  requireChecksum(name, factsOffset, await cursor.take(end.factsLength, 'the facts'), end.factsCrc)
  cursor.seek(0)
  let photo = 0
  for await (const { offset, payload } of readRecords(cursor, header, count)) {
    const [at, length] = [index.readUInt32LE(photo * entryBytes), index.readUInt32LE(photo * entryBytes + 4)]
    if (at !== offset || length !== payload.length) {
      throw badCache(name, offset, `the index has the record of photo ${photo} of the shard at byte ${at}`)
    }
    photo++
  }
  if (cursor.offset !== end.indexOffset) throw badCache(name, cursor.offset, 'the index does not follow the records')
}
