import { createHash } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Writes a file so that a reader, also after the process was killed, sees the old content or the new, never a part; a
 * link in its place is replaced, not followed. Not flushed to the disk: of thousands of pictures that would be most of
 * the time, and what a power cut leaves short is found by its size.
 */
export async function replaceFile(path: string, bytes: Uint8Array | string): Promise<void> {
  // short whatever the name is, and the same each time, so that a killed process leaves nothing that stays
  const name = createHash('sha256').update(basename(path)).digest('hex').slice(0, 16)
  const temporary = join(dirname(path), `.${name}.tmp`)
  try {
    await rm(temporary, { force: true })
    await writeFile(temporary, bytes, { flag: 'wx' })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
