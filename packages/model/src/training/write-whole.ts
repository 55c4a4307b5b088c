import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { ModelError } from '../error.ts'

/**
 * Writes a file beside its place, flushes it and renames it: whoever reads, also after a crash or on a full disk, finds the old
 * file or the new one.
 *
 * @throws ModelError `unwritable`; the old file is still there
 */
export async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      for (const part of parts) await file.writeFile(part)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {
      // the first failure is the one to tell
    })
    throw unwritable(path, cause)
  }
}

/** Why something could not be kept. */
export function unwritable(path: string, cause: unknown): ModelError {
  return new ModelError({
    code: 'unwritable',
    message: `Expected to write ${path} but ${cause instanceof Error ? cause.message : String(cause)}; what was there before is untouched`,
    details: { path },
    cause,
  })
}
