import { DatasetError } from './error.ts'

/** The error behind a failed write, told apart so that a person knows what to do. */
export function diskError(path: string, cause: unknown): DatasetError {
  const code = (cause as NodeJS.ErrnoException | null)?.code
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new DatasetError({
    code: full ? 'disk-full' : 'unwritable-directory',
    message: full
      ? `Expected space to write ${path} but the disk is full (${code}). Free some and run again`
      : `Expected to write ${path} but ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { path },
    cause,
  })
}

/** Whether a file operation failed for what the system said, rather than for what was read or written. */
export function isSystemError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause
}
