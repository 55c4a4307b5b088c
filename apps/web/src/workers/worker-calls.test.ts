import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { answerCalls, createWorkerClient } from './worker-calls.ts'

afterEach(() => vi.unstubAllGlobals())

type Calls = { double: { input: number; output: number }; fail: { input: null; output: null } }

/** A worker's two ends in one thread. */
function connected() {
  const { port1, port2 } = new MessageChannel()
  const order: number[] = []
  vi.stubGlobal('self', port2)
  answerCalls<Calls>({
    double: async (value) => {
      await new Promise((resolve) => setTimeout(resolve, value === 1 ? 20 : 0))
      order.push(value)
      return { output: value * 2 }
    },
    fail: async () => {
      throw new Error('Expected better')
    },
  })
  const worker = Object.assign(port1, { terminate: () => port1.close() })
  return { client: createWorkerClient<Calls>(worker as unknown as Worker), worker, order }
}

test('questions are answered one after the other, and an error reaches its own question only', async () => {
  const { client, order } = connected()
  const answers = await Promise.allSettled([
    client.call('double', 1),
    client.call('fail', null),
    client.call('double', 2),
  ])
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason.message))).toEqual([
    2,
    'Expected better',
    4,
  ])
  expect(order).toEqual([1, 2])
  client.close()
})

test('a worker that stops or is closed fails what waits', async () => {
  const { client, worker } = connected()
  const stopped = expect(client.call('double', 1)).rejects.toThrow('it stopped: no memory')
  ;(worker as unknown as Worker).onerror?.({ message: 'no memory' } as ErrorEvent)
  await stopped
  const closed = expect(client.call('double', 1)).rejects.toThrow('The page was left')
  client.close()
  await closed
})
