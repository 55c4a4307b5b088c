import { access, rm, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { StorageError } from './error.ts'

/**
 * Opens the embedded PostgreSQL. A new database is unpacked from a prepared one, which is many times quicker than
 * making it; a mark beside it says that this was finished, so what a killed process left half unpacked is made again.
 *
 * @param path folder of the database, or `memory://`
 * @throws StorageError `database`
 */
export async function openPostgres(path: string): Promise<PGlite> {
  try {
    if (path === 'memory://') return await PGlite.create(path, { loadDataDir: await dataDir() })
    const mark = `${path}.made`
    const isMade = await access(mark).then(
      () => true,
      () => false,
    )
    if (isMade) return await PGlite.create(path)
    await rm(path, { recursive: true, force: true })
    const client = await PGlite.create(path, { loadDataDir: await dataDir() })
    await writeFile(mark, '')
    return client
  } catch (cause) {
    throw databaseError(path, cause)
  }
}

export function databaseError(path: string, cause: unknown): StorageError {
  return new StorageError({
    code: 'database',
    message: `Expected to open the database in ${path} but received: ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { path },
    cause,
  })
}
