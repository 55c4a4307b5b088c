import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeError } from './error.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Writes a file so that a reader, also after a crash, sees the old content or the new, never a part:
 * a temporary file beside it, flushed to the disk, then renamed.
 *
 * @throws StorageError `disk-full` or `data-directory`
 */
export async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await makeFolder(dirname(path))
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw writeError(path, cause)
  }
}
