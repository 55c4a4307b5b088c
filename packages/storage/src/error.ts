import { MaskMirrorError } from '@maskmirror/core'

export type StorageErrorCode =
  | 'data-directory'
  | 'data-directory-in-use'
  | 'disk-full'
  | 'artefact-damaged'
  | 'database'

/** What goes wrong where results are kept. */
export class StorageError extends MaskMirrorError<StorageErrorCode> {}

/** The error behind a failed write, told apart so that a person knows what to do. */
export function writeError(path: string, cause: unknown): StorageError {
  const code = (cause as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StorageError({
      code: 'disk-full',
      message: `Expected space to write ${path} but the disk is full (${code}). What was computed before is kept: free some space and run again`,
      details: { path },
      cause,
    })
  }
  return new StorageError({
    code: 'data-directory',
    message: `Expected to write ${path} but received ${code ?? String(cause)}. Choose a writable folder with --data-dir or MASKMIRROR_DATA`,
    details: { path },
    cause,
  })
}
