import type { MessagePort } from 'node:worker_threads'
import { openWorkerThread } from '@maskmirror/system'
import { PictureFolderError } from './error.ts'

/** Threads that each do one task at a time, or a few where one waits for the disk or a decoder meanwhile. */
export interface ThreadPool<Task, Result> {
  /**
   * Waits for a free thread.
   *
   * @throws PictureFolderError `unwritable-output` when the disk refused the work, `worker-ended` for anything else
   */
  run(task: Task): Promise<Result>
  close(): Promise<void>
}

/** What a thread answers. */
export type ThreadReply<Result> =
  | { readonly result: Result }
  | { readonly error: string /** Whether the disk refused. */; readonly isDisk: boolean }

/** Does the tasks of a thread as they come, and answers them in their order. */
export function answerTasks<Task, Result>(port: MessagePort, work: (task: Task) => Promise<Result>): void {
  let before: Promise<void> = Promise.resolve()
  port.on('message', (task: Task) => {
    const reply = replyWith(() => work(task))
    before = before.then(async () => port.postMessage(await reply))
  })
}

/** Does the work of a thread and says what came of it. */
async function replyWith<Result>(work: () => Promise<Result>): Promise<ThreadReply<Result>> {
  try {
    return { result: await work() }
  } catch (error) {
    if (!(error instanceof Error)) return { error: String(error), isDisk: false }
    return { error: error.message, isDisk: 'syscall' in error }
  }
}

/**
 * A single thread is the calling thread itself. Decoding and encoding happen in Node's own pool of four threads for all: on
 * a machine with more cores, set UV_THREADPOOL_SIZE to as many.
 *
 * @param options.threads ≥ 1
 * @param options.tasksPerThread tasks that a thread has at a time, ≥ 1; default 1
 * @param options.worker module that calls `answerTasks`
 * @param options.workerData copied to every thread
 * @param options.ownThread the same work in the calling thread
 * @param options.transferOf what of a task moves to the thread; default nothing
 */
export function createThreadPool<Task, Result>(options: {
  threads: number
  tasksPerThread?: number
  worker: URL
  workerData: unknown
  ownThread: () => { run: (task: Task) => Promise<Result>; close: () => Promise<void> }
  transferOf?: (task: Task) => ArrayBuffer[]
}): ThreadPool<Task, Result> {
  const { threads, tasksPerThread = 1, worker, workerData, ownThread, transferOf = () => [] } = options
  const lanes: ThreadPool<Task, Result>[] =
    threads === 1
      ? [inOwnThread(ownThread())]
      : Array.from({ length: threads }, () => createLane<Task, Result>(worker, workerData, transferOf))
  // every thread gets its first task before any gets a second
  const free = Array.from({ length: tasksPerThread }, () => lanes).flat()
  const waiting: ((lane: ThreadPool<Task, Result>) => void)[] = []
  const take = () =>
    new Promise<ThreadPool<Task, Result>>((resolve) => {
      const lane = free.shift()
      if (lane === undefined) waiting.push(resolve)
      else resolve(lane)
    })
  const giveBack = (lane: ThreadPool<Task, Result>) => {
    const next = waiting.shift()
    if (next === undefined) free.push(lane)
    else next(lane)
  }
  return {
    run: async (task) => {
      const lane = await take()
      try {
        return await lane.run(task)
      } finally {
        giveBack(lane)
      }
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

function inOwnThread<Task, Result>(own: ThreadPool<Task, Result>): ThreadPool<Task, Result> {
  return {
    run: async (task) => resultOf(await replyWith(() => own.run(task))),
    close: own.close,
  }
}

function createLane<Task, Result>(
  module: URL,
  workerData: unknown,
  transferOf: (task: Task) => ArrayBuffer[],
): ThreadPool<Task, Result> {
  const thread = openWorkerThread<Task, ThreadReply<Result>>(module, { workerData, onDeath: workerEnded })
  return {
    run: async (task) => resultOf(await thread.run(task, transferOf(task))),
    close: thread.close,
  }
}

function resultOf<Result>(reply: ThreadReply<Result>): Result {
  if ('result' in reply) return reply.result
  throw errorOf(reply)
}

function errorOf({ error, isDisk }: { error: string; isDisk: boolean }): PictureFolderError {
  if (!isDisk) return workerEnded(error)
  return new PictureFolderError({
    code: 'unwritable-output',
    message: `Expected to write what a picture gives but ${error}`,
  })
}

function workerEnded(why: string, cause?: unknown): PictureFolderError {
  return new PictureFolderError({ code: 'worker-ended', message: `A working thread ended: ${why}`, cause })
}
