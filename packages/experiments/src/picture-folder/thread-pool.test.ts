import { expect, test } from 'vitest'
import { createThreadPool } from './thread-pool.ts'

/** Runs in the calling thread. */
function poolOf(run: (task: number) => Promise<number>) {
  return createThreadPool<number, number>({
    ...{ threads: 1, worker: new URL('absent.mjs', import.meta.url), workerData: null },
    ownThread: () => ({ run, close: async () => {} }),
  })
}

test('one task at a time, in their order', async () => {
  let working = 0
  const pool = poolOf(async (task) => {
    expect(++working).toBe(1)
    await Promise.resolve()
    working--
    return task * 2
  })
  expect(await Promise.all([1, 2, 3].map((task) => pool.run(task)))).toEqual([2, 4, 6])
  await pool.close()
})

test('a full disk is told from anything else, and the pool goes on', async () => {
  const pool = poolOf(async (task) => {
    if (task === 1) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' })
    if (task === 2) throw new Error('the model cannot be run')
    return task
  })
  await expect(pool.run(1)).rejects.toMatchObject({ code: 'unwritable-output' })
  await expect(pool.run(2)).rejects.toMatchObject({ code: 'worker-ended', message: /the model cannot be run/ })
  expect(await pool.run(3)).toBe(3)
})

test('a thread that cannot start rejects its task', async () => {
  const pool = createThreadPool<number, number>({
    ...{ threads: 2, worker: new URL('./absent.mjs', import.meta.url), workerData: null },
    ownThread: () => ({ run: async (task) => task, close: async () => {} }),
  })
  await expect(pool.run(1)).rejects.toMatchObject({ code: 'worker-ended' })
  await pool.close()
})
