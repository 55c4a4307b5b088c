import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type LockOwner, lockFile } from './lock-file.ts'

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-lock-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

function lockIn(folder: string): Promise<() => Promise<void>> {
  return lockFile(join(folder, 'lock'), {
    inUse: (owner: LockOwner | null) => new Error(`in use by ${owner?.pid} on ${owner?.host}`),
    unwritable: (cause) => new Error('unwritable', { cause }),
  })
}

const gone = spawnSync(process.execPath, ['-e', '']).pid

describe('lockFile', () => {
  test('one at a time; given back it is free and leaves nothing', async () => {
    await using folder = await temporaryFolder()
    const unlock = await lockIn(folder.path)
    await expect(lockIn(folder.path)).rejects.toThrow(`in use by ${process.pid} on ${hostname()}`)
    await unlock()
    const again = await lockIn(folder.path)
    await again()
    expect(await readdir(folder.path)).toEqual([])
  })

  test.each([
    { what: 'a process that is gone', text: JSON.stringify({ host: hostname(), pid: gone, started: '1', token: 'x' }) },
    {
      what: 'a process whose number was given to another',
      text: JSON.stringify({ host: hostname(), pid: process.pid, started: '1', token: 'x' }),
    },
    { what: 'a process killed while writing', text: '{"host": "' },
    { what: 'nothing', text: '' },
  ])('what $what left behind is taken over by one of many', async ({ text }) => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'lock'), text)
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockIn(folder.path)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of all) {
      if (one.status === 'rejected') expect(String(one.reason)).toContain('in use by')
      else await one.value()
    }
    expect(await readdir(folder.path)).toEqual([])
  })

  test('the lock of another machine is believed', async () => {
    await using folder = await temporaryFolder()
    const text = JSON.stringify({ host: 'elsewhere', pid: 1, started: '1', token: 'x' })
    await writeFile(join(folder.path, 'lock'), text)
    await expect(lockIn(folder.path)).rejects.toThrow('in use by 1 on elsewhere')
    expect(await readFile(join(folder.path, 'lock'), 'utf8')).toBe(text)
  })

  test('a folder that is none', async () => {
    await using folder = await temporaryFolder()
    await expect(lockIn(join(folder.path, 'gone'))).rejects.toThrow('unwritable')
  })
})
