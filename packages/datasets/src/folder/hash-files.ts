import { createHash } from 'node:crypto'
import { readPhotoFile } from './read-photo-file.ts'

/** Enough to keep the disk busy while one core hashes. */
const readsAtOnce = 16

/**
 * SHA-256 of each file's content, in the order of the paths.
 *
 * @throws DatasetError `unreadable-photo` or `file-too-large`, or the signal's reason
 */
export async function hashFiles(paths: readonly string[], signal?: AbortSignal): Promise<string[]> {
  const hashes = new Array<string>(paths.length)
  let next = 0
  const work = async () => {
    while (next < paths.length) {
      signal?.throwIfAborted()
      const index = next++
      hashes[index] = createHash('sha256')
        .update(await readPhotoFile(paths[index]!))
        .digest('hex')
    }
  }
  await Promise.all(Array.from({ length: readsAtOnce }, work))
  return hashes
}
