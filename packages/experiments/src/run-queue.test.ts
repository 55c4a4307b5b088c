import { describe, expect, test } from 'vitest'
import { createRunQueue, type RunWork } from './run-queue.ts'
import { watchRun } from './watch-run.ts'
import type { RunEvent } from './workbench.ts'

const event = (status: RunEvent['status'], done?: number): RunEvent => ({
  status,
  progress: done === undefined ? null : { stage: 's', done, total: 3, ratePerSecond: null, etaSeconds: null },
  error: null,
})

/** Work that ends when it is told to, or when it is cancelled. */
function controlledWork() {
  let finish = () => {}
  let emitted: (event: RunEvent) => void = () => {}
  const work: RunWork = ({ emit, signal }) =>
    new Promise((resolve) => {
      emitted = emit
      finish = () => resolve(event('succeeded'))
      signal.addEventListener('abort', () => resolve(event('cancelled')))
      if (signal.aborted) resolve(event('cancelled'))
    })
  return { work, finish: () => finish(), emit: (value: RunEvent) => emitted(value) }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('run queue', () => {
  test('runs one at a time, in order, each id once', async () => {
    const queue = createRunQueue()
    const [a, b] = [controlledWork(), controlledWork()]
    const order: string[] = []
    for (const id of ['a', 'b']) queue.watch(id, ({ status }) => order.push(`${id} ${status}`))
    queue.add('a', a.work)
    queue.add('b', b.work)
    queue.add('a', a.work)
    expect([queue.has('a'), queue.has('b'), queue.has('c')]).toEqual([true, true, false])
    a.finish()
    await settle()
    b.finish()
    await settle()
    expect(order).toEqual(['a succeeded', 'b succeeded'])
    expect(queue.has('a')).toBe(false)
  })

  test('a waiting and a running run can be cancelled, an ended one not', async () => {
    const queue = createRunQueue()
    const ends: string[] = []
    for (const id of ['a', 'b']) queue.watch(id, ({ status }) => ends.push(`${id} ${status}`))
    queue.add('a', controlledWork().work)
    queue.add('b', controlledWork().work)
    expect(queue.cancel('b')).toBe(true)
    await settle()
    expect(ends).toEqual(['b cancelled']) // while the other one runs
    expect(queue.has('b')).toBe(false)
    expect(queue.cancel('a')).toBe(true)
    await settle()
    expect(ends).toEqual(['b cancelled', 'a cancelled'])
    expect(queue.cancel('a')).toBe(false)
  })
})

describe('watchRun', () => {
  test('gives the present state, then the newest event when the consumer is ready, and ends with the run', async () => {
    const queue = createRunQueue()
    const a = controlledWork()
    queue.add('a', a.work)
    const watched = watchRun(queue, 'a', async () => event('running'), new AbortController().signal)
    expect((await watched.next()).value).toEqual(event('running'))
    a.emit(event('running', 1))
    a.emit(event('running', 2)) // nobody was ready for the first
    expect((await watched.next()).value).toEqual(event('running', 2))
    a.finish()
    expect((await watched.next()).value).toEqual(event('succeeded'))
    expect((await watched.next()).done).toBe(true)
  })

  test('an ended run gives its state and ends; an aborted watch ends', async () => {
    const queue = createRunQueue()
    const ended = watchRun(queue, 'a', async () => event('failed'), new AbortController().signal)
    expect([(await ended.next()).done, (await ended.next()).done]).toEqual([false, true])
    const controller = new AbortController()
    const waiting = watchRun(queue, 'a', async () => event('running'), controller.signal)
    await waiting.next()
    const next = waiting.next()
    controller.abort()
    expect((await next).done).toBe(true)
  })
})
