import type { FileCursor } from '#adapters/file-cursor.ts'
import { badCache } from './cache-error.ts'
import { requireChecksum } from './read-records.ts'
import { decodeEnd, endBytes, entryBytes, type ShardEnd } from './shard-format.ts'

/** What a shard ends with. */
export interface ShardTail {
  /** 16 bytes for each photo. */
  readonly index: Buffer
  readonly end: ShardEnd
  /** Where the facts begin, which are not checked yet. */
  readonly factsOffset: number
}

/**
 * Reads index and end of a shard.
 *
 * @param count photos that it holds
 * @throws DatasetError `bad-cache`, naming the byte
 */
export async function readTail(cursor: FileCursor, count: number): Promise<ShardTail> {
  const { file, size } = cursor
  const endOffset = size - endBytes
  if (endOffset < 0) throw badCache(file, size, `expected at least ${endBytes} bytes but the file ends here`)
  cursor.seek(endOffset)
  const end = decodeEnd(await cursor.take(endBytes, 'the end'))
  if (end === null) throw badCache(file, endOffset, 'the file does not end as a shard')
  const { indexOffset, indexCrc, factsLength } = end
  const factsOffset = indexOffset + count * entryBytes
  if (factsOffset + factsLength !== endOffset) {
    throw badCache(file, endOffset, `expected the end of ${count} photos but it is that of another length`)
  }
  cursor.seek(indexOffset)
  const index = await cursor.take(count * entryBytes, 'the index')
  requireChecksum(file, indexOffset, index, indexCrc)
  return { index, end, factsOffset }
}
