import { InferenceError } from '../error.ts'

/** For whatever the system says when a folder cannot be made or written. */
export function unwritable(directory: string, cause: unknown): InferenceError {
  return new InferenceError({
    code: 'unwritable-directory',
    message: `Expected to write into ${directory} but the system said: ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { directory },
    cause,
  })
}
