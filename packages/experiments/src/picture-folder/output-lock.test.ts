import { readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/picture-folder.ts'
import { lockOutput } from './output-lock.ts'

const name = '.maskmirror.lock'

describe('lockOutput', () => {
  test('one at a time; given back it is free and leaves nothing', async () => {
    await using folder = await temporaryFolder()
    const unlock = await lockOutput(folder.path)
    await expect(lockOutput(folder.path)).rejects.toMatchObject({
      code: 'output-in-use',
      message: expect.stringContaining(`process ${process.pid} on ${hostname()}`),
    })
    await unlock()
    const again = await lockOutput(folder.path)
    await again()
    expect(await readdir(folder.path)).toEqual([])
  })

  test('what a process that is gone left behind is taken over', async () => {
    await using folder = await temporaryFolder()
    const text = JSON.stringify({ host: hostname(), pid: 2 ** 30, started: '1', token: 'x' })
    await writeFile(join(folder.path, name), text)
    const unlock = await lockOutput(folder.path)
    await unlock()
    expect(await readdir(folder.path)).toEqual([])
  })

  test('the lock of another machine is believed, and the message says what to do', async () => {
    await using folder = await temporaryFolder()
    const text = JSON.stringify({ host: 'elsewhere', pid: 1, started: '1', token: 'x' })
    await writeFile(join(folder.path, name), text)
    await expect(lockOutput(folder.path)).rejects.toThrow(/process 1 on elsewhere .*delete .*maskmirror\.lock/)
    expect(await readFile(join(folder.path, name), 'utf8')).toBe(text)
  })

  test('a folder that is none', async () => {
    await using folder = await temporaryFolder()
    await expect(lockOutput(join(folder.path, 'gone'))).rejects.toMatchObject({ code: 'unwritable-output' })
  })
})
