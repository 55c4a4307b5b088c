import { DatasetError, type DatasetErrorCode } from './error.ts'

/**
 * Does what reads from a path; what goes wrong is an error that names the path.
 *
 * @throws DatasetError with the given code
 */
export async function readingFrom<Value>(
  path: string,
  code: DatasetErrorCode,
  read: () => Promise<Value>,
): Promise<Value> {
  try {
    return await read()
  } catch (cause) {
    throw new DatasetError({
      code,
      message: `Expected to read ${path} but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { path },
      cause,
    })
  }
}
