import { basename } from 'node:path'
import { DatasetError } from '#error.ts'
import { type FileCursor, openFileCursor } from './file-cursor.ts'

/**
 * Reads one picture of a pack.
 *
 * @param path of the pack, absolute
 * @param offset where the picture or its record begins
 * @param windowBytes bytes read at a time
 * @param read takes the picture's bytes from there on
 * @throws DatasetError `unreadable-photo`, naming the byte
 */
export async function loadPackedPicture(
  path: string,
  offset: number,
  windowBytes: number,
  read: (cursor: FileCursor) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  try {
    await using cursor = await openFileCursor(path, basename(path), windowBytes)
    cursor.seek(offset)
    return await read(cursor)
  } catch (cause) {
    throw new DatasetError({
      code: 'unreadable-photo',
      message: `Expected to read the photo at byte ${offset} of ${path} but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { path, offset },
      cause,
    })
  }
}
