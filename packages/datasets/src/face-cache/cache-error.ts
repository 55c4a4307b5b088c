import { DatasetError } from '#error.ts'

/**
 * What is wrong with a cache of aligned faces, and where.
 *
 * @param file relative to the cache's folder
 * @param byte null where no place in the file is at fault
 */
export function badCache(file: string, byte: number | null, message: string, cause?: unknown): DatasetError {
  return new DatasetError({
    code: 'bad-cache',
    message: `${file}${byte === null ? '' : `, byte ${byte}`}: ${message}. maskmirror datasets cache makes anew what is damaged or missing`,
    details: { file, byte },
    cause,
  })
}
