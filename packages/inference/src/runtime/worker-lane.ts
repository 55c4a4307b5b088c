import { Worker } from 'node:worker_threads'

/** One worker thread and the requests that it has not answered yet. */
export interface WorkerLane {
  /** Requests sent and not answered. */
  readonly pending: () => number
  /** @throws Error with the worker's message, or when the thread ends */
  request(message: object, transfer: ArrayBuffer[]): Promise<unknown>
  close(): Promise<void>
}

interface Reply {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

interface Waiter {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** Starts the thread. An idle lane does not keep the process alive. */
export function createWorkerLane(threads: number): WorkerLane {
  const worker = new Worker(new URL('./session-worker.mjs', import.meta.url), { workerData: { threads } })
  const waiters = new Map<number, Waiter>()
  let nextId = 0
  let ended: Error | null = null
  worker.unref()

  const take = (id: number) => {
    const waiter = waiters.get(id)
    waiters.delete(id)
    if (waiters.size === 0) worker.unref()
    return waiter
  }
  const end = (error: Error) => {
    ended ??= error
    for (const id of [...waiters.keys()]) take(id)?.reject(ended)
  }
  worker.on('message', (reply: Reply) => {
    const waiter = take(reply.id)
    if (reply.error === undefined) waiter?.resolve(reply.value)
    else waiter?.reject(new Error(reply.error))
  })
  worker.on('error', end)
  worker.on('exit', (code) => end(new Error(`the inference thread ended with code ${code}`)))

  return {
    pending: () => waiters.size,
    request: (message, transfer) =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended)
          return
        }
        const id = nextId++
        if (waiters.size === 0) worker.ref()
        waiters.set(id, { resolve, reject })
        worker.postMessage({ ...message, id }, transfer)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
