import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

/** Who holds a lock. */
export interface LockOwner {
  readonly host: string
  readonly pid: number
}

/** What goes wrong with a lock, as the caller's package says it. */
export interface LockErrors {
  /** @param owner null where the lock does not tell, because it is just being taken */
  readonly inUse: (owner: LockOwner | null) => Error
  readonly unwritable: (cause: unknown) => Error
}

interface Lock extends LockOwner {
  /** When the process began, as far as the system tells; a number given again after a restart has another time. */
  readonly started: string
  readonly token: string
}

/**
 * Takes a lock file. One that a killed process of this machine left behind is taken over, also by one of many at the same
 * time; the lock of another machine is believed.
 *
 * @param path absolute; its folder exists
 * @returns gives the lock back
 * @throws what `errors` makes
 */
export async function lockFile(path: string, errors: LockErrors): Promise<() => Promise<void>> {
  const token = randomUUID()
  const lock: Lock = { host: hostname(), pid: process.pid, started: await startTime(process.pid), token }
  const own = JSON.stringify(lock)
  if (!(await create(path, own, errors))) {
    const text = await readWritten(path)
    if (await isHeld(text)) throw errors.inUse(parse(text))
    // of several that find the same left-over one gets it; who got another's new lock puts it back
    const aside = `${path}.${token}`
    const taken = await rename(path, aside).then(
      () => true,
      () => false,
    )
    if (taken && (await readFile(aside, 'utf8')) !== text) {
      await rename(aside, path)
      throw errors.inUse(parse(text))
    }
    await rm(aside, { force: true })
    if (!(await create(path, own, errors))) throw errors.inUse(parse(await readFile(path, 'utf8').catch(() => '')))
  }
  return async () => {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === own) await rm(path, { force: true })
  }
}

/** @returns false when it exists */
async function create(path: string, text: string, errors: LockErrors): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw errors.unwritable(cause)
  }
}

/** A lock that another process is just writing is given the time for it; our choice. */
const writingMs = 250

async function readWritten(path: string): Promise<string> {
  const read = () => readFile(path, 'utf8').catch(() => '') // the other process may just have ended
  const text = await read()
  if (parse(text) !== null) return text
  await wait(writingMs)
  return read()
}

/** Whether the process of a lock may still be at work; of another machine nobody can tell from here. */
async function isHeld(text: string): Promise<boolean> {
  const lock = parse(text)
  if (lock === null) return false // a process killed while writing it
  if (lock.host !== hostname()) return true
  return isAlive(lock.pid) && (await startTime(lock.pid)) === lock.started
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

/** In the kernel's ticks. Empty where the system does not tell (it is not Linux); then the number alone decides. */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // the second field is the program's name in parentheses, which may hold spaces; the time is the 22nd
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

/** @returns null for what is no whole lock */
function parse(text: string): Lock | null {
  try {
    const lock: unknown = JSON.parse(text)
    if (lock === null || typeof lock !== 'object') return null
    if (!('host' in lock && 'pid' in lock && 'started' in lock && 'token' in lock)) return null
    const { host, pid, started, token } = lock
    const isWhole = typeof host === 'string' && typeof started === 'string' && typeof token === 'string'
    if (!isWhole || typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1) return null
    return { host, pid, started, token }
  } catch {
    return null
  }
}
