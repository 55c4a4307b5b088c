import { crc32 } from 'node:zlib'
import type { FileCursor } from '#adapters/file-cursor.ts'
import { badCache } from './cache-error.ts'
import { encodeStart, recordHeadBytes } from './shard-format.ts'

/** A record and where it begins. */
export interface PlacedRecord {
  readonly offset: number
  readonly payload: Buffer
}

/**
 * Reads a shard from its beginning, each record checked.
 *
 * @param header that it must begin with
 * @param count records that are read at most
 * @throws DatasetError `bad-cache`, naming the byte of what is not whole
 */
export async function* readRecords(
  cursor: FileCursor,
  header: string,
  count: number,
): AsyncGenerator<PlacedRecord, void, undefined> {
  const { file } = cursor
  const take = (length: number, what: string) => {
    const left = cursor.size - cursor.offset
    if (length > left)
      throw badCache(file, cursor.offset, `expected ${length} bytes of ${what} but the file ends after ${left}`)
    return cursor.take(length, what)
  }
  const start = encodeStart(header)
  const found = await take(start.length, 'the header')
  if (!found.equals(start)) {
    const byte = found.findIndex((value, i) => value !== start[i])
    throw badCache(file, byte, 'the header is not that of this cache')
  }
  for (let i = 0; i < count; i++) {
    const { offset } = cursor
    const head = await take(recordHeadBytes, 'a record')
    const [length, expected] = [head.readUInt32LE(0), head.readUInt32LE(4)]
    const payload = await take(length, 'a record')
    requireChecksum(file, offset, payload, expected)
    yield { offset, payload }
  }
}

/** @param expected the CRC-32 that it was written with */
export function requireChecksum(file: string, byte: number, bytes: Uint8Array, expected: number): void {
  const found = crc32(bytes)
  if (found === expected) return
  throw badCache(file, byte, `expected the checksum ${hex(expected)} but it is ${hex(found)}`)
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
