import { crc32 } from 'node:zlib'

/*
 * A shard, all numbers little-endian:
 *
 *   start    "MMFACES1", u32 length of the header, u32 CRC-32 of the header, the header (JSON, UTF-8)
 *   records  one for each photo, in the set's order: u32 length of the payload, u32 CRC-32 of the payload, the payload
 *   index    16 bytes for each photo: u32 where its record begins, u32 length of the payload, u32 person, u32 flags
 *   facts    JSON, UTF-8: for each photo its id and attributes
 *   end      u32 where the index begins, u32 CRC-32 of the index, u32 length of the facts, u32 CRC-32 of the facts,
 *            u32 CRC-32 of these 16 bytes, u32 0, "FACESEND"
 */

const startMagic = Buffer.from('MMFACES1')
const endMagic = Buffer.from('FACESEND')

export const recordHeadBytes = 8
export const entryBytes = 16
export const endBytes = 32

/** Of an entry: there is a face; a mask is worn. */
export const entryFlags = { face: 1, masked: 2 } as const

export function encodeStart(header: string): Buffer {
  const text = Buffer.from(header)
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(text.length, 0)
  numbers.writeUInt32LE(crc32(text), 4)
  return Buffer.concat([startMagic, numbers, text])
}

export function encodeRecord(payload: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(recordHeadBytes + payload.length)
  record.writeUInt32LE(payload.length, 0)
  record.writeUInt32LE(crc32(payload), 4)
  record.set(payload, recordHeadBytes)
  return record
}

/** What the end of a shard says about its tail. */
export interface ShardEnd {
  readonly indexOffset: number
  readonly indexCrc: number
  readonly factsLength: number
  readonly factsCrc: number
}

/** @param indexOffset where the records end */
export function encodeTail(indexOffset: number, index: Uint8Array, facts: string): Buffer {
  const text = Buffer.from(facts)
  const end = Buffer.alloc(endBytes)
  end.writeUInt32LE(indexOffset, 0)
  end.writeUInt32LE(crc32(index), 4)
  end.writeUInt32LE(text.length, 8)
  end.writeUInt32LE(crc32(text), 12)
  end.writeUInt32LE(crc32(end.subarray(0, 16)), 16)
  endMagic.copy(end, 24)
  return Buffer.concat([index, text, end])
}

/** @returns null for bytes that are no end */
export function decodeEnd(bytes: Buffer): ShardEnd | null {
  if (!bytes.subarray(24).equals(endMagic) || bytes.readUInt32LE(16) !== crc32(bytes.subarray(0, 16))) return null
  return {
    indexOffset: bytes.readUInt32LE(0),
    indexCrc: bytes.readUInt32LE(4),
    factsLength: bytes.readUInt32LE(8),
    factsCrc: bytes.readUInt32LE(12),
  }
}
