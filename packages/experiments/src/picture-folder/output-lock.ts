import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { PictureFolderError } from './error.ts'

/** Hidden, so that it is not read as a picture; gone when a run ends, unless it was killed. */
const lockName = '.maskmirror.lock'

const LockSchema = z.object({ host: z.string(), pid: z.int().min(1), token: z.string() })

/**
 * Keeps other runs out of an output folder, whose record would hold the lines of both. A lock that a killed process of
 * this machine left behind is taken over.
 *
 * @param folder absolute, exists
 * @returns gives the folder back
 * @throws PictureFolderError `output-in-use`, `unwritable-output`
 */
export async function lockOutput(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName)
  const token = randomUUID()
  const own = JSON.stringify({ host: hostname(), pid: process.pid, token })
  if (!(await create(path, own))) {
    const text = await readWritten(path)
    if (isHeld(text)) throw inUse(path, text)
    // of several that find the same left-over one gets it; who got another's new lock puts it back
    const aside = join(folder, `${lockName}.${token}`)
    const taken = await rename(path, aside).then(
      () => true,
      () => false,
    )
    if (taken && (await readFile(aside, 'utf8')) !== text) {
      await rename(aside, path)
      throw inUse(path, text)
    }
    await rm(aside, { force: true })
    if (!(await create(path, own))) throw inUse(path, await readFile(path, 'utf8').catch(() => ''))
  }
  return async () => {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === own) await rm(path, { force: true })
  }
}

/** @returns false when it exists */
async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new PictureFolderError({
      code: 'unwritable-output',
      message: `Expected to write into the output folder but ${(cause as Error).message}`,
      details: { path },
      cause,
    })
  }
}

/** A lock that another run is just writing is given the time for it; our choice. */
const writingMs = 250

async function readWritten(path: string): Promise<string> {
  const read = () => readFile(path, 'utf8').catch(() => '') // the other run may just have ended
  const text = await read()
  if (parse(text) !== null) return text
  await wait(writingMs)
  return read()
}

/** Whether the process of a lock may still be at work; of another machine nobody can tell from here. */
function isHeld(text: string): boolean {
  const lock = parse(text)
  if (lock === null) return false // a process killed while writing it
  if (lock.host !== hostname()) return true
  try {
    process.kill(lock.pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // somebody else's
  }
}

function parse(text: string): z.infer<typeof LockSchema> | null {
  try {
    return LockSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function inUse(path: string, text: string): PictureFolderError {
  const lock = parse(text)
  const who = lock === null ? 'another run' : `process ${lock.pid} on ${lock.host}`
  return new PictureFolderError({
    code: 'output-in-use',
    message: `Expected --out to be used by one run at a time but ${who} writes into it. If none does, delete ${path}`,
    details: { path },
  })
}
