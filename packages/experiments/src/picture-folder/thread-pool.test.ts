import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { answerTasks, createThreadPool } from './thread-pool.ts'

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
  await expect(pool.run(2)).rejects.toMatchObject({
    code: 'worker-ended',
    message: expect.stringMatching(/the model cannot be run/),
  })
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

test('several tasks at a time, where that is asked for', async () => {
  let [working, most] = [0, 0]
  const pool = createThreadPool<number, number>({
    ...{ threads: 1, tasksPerThread: 2, worker: new URL('absent.mjs', import.meta.url), workerData: null },
    ownThread: () => ({
      run: async (task) => {
        most = Math.max(most, ++working)
        await new Promise((resolve) => setTimeout(resolve, task === 1 ? 20 : 1))
        working--
        return task * 2
      },
      close: async () => {},
    }),
  })
  expect(await Promise.all([1, 2, 3, 4].map((task) => pool.run(task)))).toEqual([2, 4, 6, 8])
  expect(most).toBe(2)
  await pool.close()
})

test('a thread answers in the order of its tasks', async () => {
  const { port1, port2 } = new MessageChannel()
  answerTasks(port2, async (task: number) => {
    await new Promise((resolve) => setTimeout(resolve, task === 1 ? 20 : 1))
    return task
  })
  const answers: unknown[] = []
  port1.on('message', (answer) => answers.push(answer))
  for (const task of [1, 2, 3]) port1.postMessage(task)
  await expect.poll(() => answers).toEqual([{ result: 1 }, { result: 2 }, { result: 3 }])
  port1.close()
})
