import { expect, test } from 'vitest'
import { openWorkerThread } from './worker-thread.ts'

function open(source: string) {
  return openWorkerThread<number, number>(
    new URL(`data:text/javascript,import { parentPort } from 'node:worker_threads'; ${source}`),
    { onDeath: (why) => new Error(`ended: ${why}`) },
  )
}

test('tasks are answered in their order', async () => {
  const thread = open("parentPort.on('message', (task) => parentPort.postMessage(task * 2))")
  expect(await Promise.all([1, 2, 3].map((task) => thread.run(task)))).toEqual([2, 4, 6])
  await thread.close()
})

test('who waits for a thread that dies is told why, and so is who asks later', async () => {
  const thread = open("parentPort.on('message', () => { throw new Error('no more') })")
  const waiting = [thread.run(1), thread.run(2)]
  for (const answer of waiting) await expect(answer).rejects.toThrow('ended: no more')
  await expect(thread.run(3)).rejects.toThrow('ended: no more')
  await thread.close()
})

test('a thread that is given up answers nothing any more', async () => {
  const thread = open("parentPort.on('message', () => {})")
  const waiting = thread.run(1)
  thread.fail(new Error('given up'))
  await expect(waiting).rejects.toThrow('given up')
  await thread.close()
})
