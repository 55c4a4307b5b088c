import { maxPhotoBytes } from '#folder/read-photo-file.ts'
import { badPack, type FileCursor } from '../file-cursor.ts'
import { type ImageHeader, padding, partKinds, recordMagic, unpackImage } from './record-format.ts'

/** A record with the byte that it begins at. */
export interface ImageRecord {
  readonly offset: number
  readonly header: ImageHeader
  /** Empty for a record that holds labels alone. */
  readonly picture: Buffer
}

/**
 * Reads the record that begins where the cursor is and leaves the cursor at the next one.
 *
 * @throws DatasetError `bad-pack`, naming the byte
 */
export async function readRecord(cursor: FileCursor): Promise<ImageRecord> {
  const { file, offset } = cursor
  const parts: Buffer[] = []
  for (let isLast = false; !isLast; ) {
    const at = cursor.offset
    const frame = await cursor.take(8, 'a record')
    const magic = frame.readUInt32LE(0)
    if (magic !== recordMagic) {
      throw badPack(
        file,
        at,
        `expected the magic number 0x${recordMagic.toString(16)} but received 0x${magic.toString(16)}`,
      )
    }
    const word = frame.readUInt32LE(4)
    const kind = word >>> 29
    const allowed: readonly number[] =
      parts.length === 0 ? [partKinds.whole, partKinds.first] : [partKinds.middle, partKinds.last]
    if (!allowed.includes(kind)) {
      throw badPack(file, at + 4, `expected a continuation flag of ${allowed.join(' or ')} but received ${kind}`)
    }
    const length = word & 0x1fffffff
    if (length > maxPhotoBytes) {
      throw badPack(file, at + 4, `expected a record of at most ${maxPhotoBytes} bytes but received ${length}`)
    }
    if (parts.length > 0) parts.push(magicBytes())
    parts.push(await cursor.take(length, 'a record'))
    // the last record of a file may lack its padding
    cursor.seek(Math.min(cursor.offset + padding(length), cursor.size))
    isLast = kind === partKinds.whole || kind === partKinds.last
  }
  const content = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  const unpacked = unpackImage(content)
  if (unpacked === null) {
    throw badPack(
      file,
      offset + 8,
      `expected an image header and its labels but the record has ${content.length} bytes`,
    )
  }
  return { offset, ...unpacked }
}

/** All records of a file, from its beginning. */
export async function* scanRecords(cursor: FileCursor): AsyncGenerator<ImageRecord> {
  while (cursor.offset < cursor.size) yield await readRecord(cursor)
}

function magicBytes(): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(recordMagic)
  return bytes
}
