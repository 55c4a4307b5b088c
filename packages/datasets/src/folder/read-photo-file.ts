import { open } from 'node:fs/promises'
import { DatasetError } from '#error.ts'

/** No camera's picture of a face is larger; a file beyond this is no photo. Our choice. */
export const maxPhotoBytes = 256 * 1024 * 1024

/**
 * Reads one photo file whole.
 *
 * @throws DatasetError `unreadable-photo` or `file-too-large`
 */
export async function readPhotoFile(path: string): Promise<Buffer> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (size > maxPhotoBytes) {
      throw new DatasetError({
        code: 'file-too-large',
        message: `Expected photo files of at most ${maxPhotoBytes} bytes but ${path} has ${size}`,
        details: { path, size },
      })
    }
    return await file.readFile()
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError({
      code: 'unreadable-photo',
      message: `Expected to read the photo ${path} but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { path },
      cause,
    })
  }
}
