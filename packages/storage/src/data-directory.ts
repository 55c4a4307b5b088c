import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type LockOwner, lockFile } from '@maskmirror/system'
import { StorageError, writeError } from './error.ts'
import { makeFolder } from './make-folder.ts'

/** The folder that holds the database, the artefacts and what was downloaded. One process at a time owns it. */
export interface DataDirectory {
  /** Absolute. */
  readonly path: string
  readonly databasePath: string
  readonly artefactsPath: string
  readonly modelsPath: string
  readonly generatedPath: string
  /** Pulled and generated sets, and what was imported from where. */
  readonly datasetsPath: string
  readonly reportsPath: string
  /** Checkpoints, metrics and models of trainings, a folder for each. */
  readonly trainingsPath: string
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes the folder when it is missing and takes its lock: the embedded database belongs to one process only.
 * A lock left by a killed process is taken over.
 *
 * @param path relative paths are read from the working directory
 * @throws StorageError `data-directory` when it cannot be made or written, `data-directory-in-use` with the owner's process number
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const root = resolve(path)
  try {
    await makeFolder(root)
    await writeFile(join(root, 'lock.probe'), '')
    await rm(join(root, 'lock.probe'))
  } catch (cause) {
    throw writeError(root, cause)
  }
  const unlock = await lockFile(join(root, 'lock'), {
    inUse: (owner) => inUse(root, owner),
    unwritable: (cause) => writeError(root, cause),
  })
  return {
    path: root,
    databasePath: join(root, 'database'),
    artefactsPath: join(root, 'artefacts'),
    modelsPath: join(root, 'models'),
    generatedPath: join(root, 'generated'),
    datasetsPath: join(root, 'datasets'),
    reportsPath: join(root, 'reports'),
    trainingsPath: join(root, 'trainings'),
    [Symbol.asyncDispose]: unlock,
  }
}

function inUse(root: string, owner: LockOwner | null): StorageError {
  const who = owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`
  return new StorageError({
    code: 'data-directory-in-use',
    message: `Expected ${root} to be free but ${who} uses it (a server or another run). Stop it, or choose another folder with --data-dir. If none does, delete ${join(root, 'lock')}`,
    details: { root, owner: owner?.pid ?? null },
  })
}
