import { createHash } from 'node:crypto'
import { mapAtOnce } from '#map-at-once.ts'
import { readPhotoFile } from './read-photo-file.ts'

/** Enough to keep the disk busy while one core hashes. */
const readsAtOnce = 16

/**
 * SHA-256 of each file's content, in the order of the paths.
 *
 * @throws DatasetError `unreadable-photo` or `file-too-large`, or the signal's reason
 */
export function hashFiles(paths: readonly string[], signal?: AbortSignal): Promise<string[]> {
  const hash = async (path: string) =>
    createHash('sha256')
      .update(await readPhotoFile(path))
      .digest('hex')
  return mapAtOnce(paths, readsAtOnce, hash, signal)
}
