import { type Failure, failed } from '@maskmirror/core'
import { replaceFile } from './replace-file.ts'

/** What is wrong with this one name: too long for the file system, or a folder is in its place. */
const nameErrors: ReadonlySet<string | undefined> = new Set(['ENAMETOOLONG', 'EISDIR', 'ENOTEMPTY', 'EEXIST'])

/**
 * Writes an output of a picture as `replaceFile` does.
 *
 * @returns the picture's failure when its name is at fault, else null; what is wrong with the disk is thrown
 */
export async function writeOutput(path: string, bytes: Uint8Array): Promise<Failure<'unwritable-name'> | null> {
  try {
    await replaceFile(path, bytes)
    return null
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!nameErrors.has(code)) throw error
    return failed('unwritable-name', message)
  }
}
