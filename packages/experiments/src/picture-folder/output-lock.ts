import { join } from 'node:path'
import { type LockOwner, lockFile } from '@maskmirror/system'
import { PictureFolderError } from './error.ts'

/** Hidden, so that it is not read as a picture; gone when a run ends, unless it was killed. */
const lockName = '.maskmirror.lock'

/**
 * Keeps other runs out of an output folder, whose record would hold the lines of both. A lock that a killed process of
 * this machine left behind is taken over.
 *
 * @param folder absolute, exists
 * @returns gives the folder back
 * @throws PictureFolderError `output-in-use`, `unwritable-output`
 */
export function lockOutput(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName)
  return lockFile(path, {
    inUse: (owner) => inUse(path, owner),
    unwritable: (cause) =>
      new PictureFolderError({
        code: 'unwritable-output',
        message: `Expected to write into the output folder but ${cause instanceof Error ? cause.message : String(cause)}`,
        details: { path },
        cause,
      }),
  })
}

function inUse(path: string, owner: LockOwner | null): PictureFolderError {
  const who = owner === null ? 'another run' : `process ${owner.pid} on ${owner.host}`
  return new PictureFolderError({
    code: 'output-in-use',
    message: `Expected --out to be used by one run at a time but ${who} writes into it. If none does, delete ${path}`,
    details: { path },
  })
}
