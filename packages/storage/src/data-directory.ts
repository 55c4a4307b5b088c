import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
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
  const lock = join(root, 'lock')
  try {
    await makeFolder(root)
    await writeFile(join(root, 'lock.probe'), '')
    await rm(join(root, 'lock.probe'))
  } catch (cause) {
    throw writeError(root, cause)
  }
  await takeLock(lock, root)
  return {
    path: root,
    databasePath: join(root, 'database'),
    artefactsPath: join(root, 'artefacts'),
    modelsPath: join(root, 'models'),
    generatedPath: join(root, 'generated'),
    datasetsPath: join(root, 'datasets'),
    reportsPath: join(root, 'reports'),
    [Symbol.asyncDispose]: () => rm(lock, { force: true }),
  }
}

async function takeLock(lock: string, root: string): Promise<void> {
  // two tries: the second after a stale lock was removed
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(lock, 'wx')
      await file.writeFile(`${process.pid} ${await startTime(process.pid)}\n`)
      await file.close()
      return
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw writeError(lock, cause)
      const [pid, started] = (await readFile(lock, 'utf8').catch(() => '')).trim().split(' ')
      const owner = Number.parseInt(pid ?? '', 10)
      if (Number.isInteger(owner) && isAlive(owner) && (await startTime(owner)) === (started ?? ''))
        throw inUse(root, owner)
      await rm(lock, { force: true })
    }
  }
  throw inUse(root, null)
}

function inUse(root: string, owner: number | null): StorageError {
  return new StorageError({
    code: 'data-directory-in-use',
    message: `Expected ${root} to be free but process ${owner ?? 'unknown'} uses it (a server or another run). Stop it, or choose another folder with --data-dir`,
    details: { root, owner },
  })
}

/** Whether a process of that number runs; EPERM means that it does, under another user. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When the process began, in the kernel's ticks: a number given again after a restart has another time.
 * Empty where the system does not tell (it is not Linux); then the number alone decides.
 */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // the second field is the program's name in parentheses, which may hold spaces; the time is the 22nd
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
