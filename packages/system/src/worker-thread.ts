import { Worker, type WorkerOptions } from 'node:worker_threads'

/** A worker thread that answers its tasks in their order. */
export interface WorkerThread<Task, Answer> {
  /**
   * Waits for the next answer without sending a task: that the thread is ready.
   *
   * @throws what `fail` was called with, or `onDeath` made when the thread ended
   */
  next(): Promise<Answer>
  /**
   * Sends a task and waits for its answer.
   *
   * @param transfer what of the task moves to the thread instead of being copied; default nothing
   * @throws as `next`
   */
  run(task: Task, transfer?: ArrayBuffer[]): Promise<Answer>
  /** Gives up the tasks at work, and every later one. */
  fail(error: Error): void
  close(): Promise<void>
}

/**
 * Starts the thread.
 *
 * @param options.onDeath the error of whoever waits when the thread ends, or asks it later
 * @param options.isAnswer whether a message answers the task, or only comes on the way there; default always
 */
export function openWorkerThread<Task, Answer>(
  module: URL,
  options: WorkerOptions & {
    onDeath: (why: string, cause?: unknown) => Error
    isAnswer?: (message: Answer) => boolean
  },
): WorkerThread<Task, Answer> {
  const { onDeath, isAnswer = () => true, ...workerOptions } = options
  const worker = new Worker(module, workerOptions)
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = []
  let ended: Error | null = null
  const fail = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (message: Answer) => {
    if (isAnswer(message)) waiting.shift()?.resolve(message)
  })
  worker.on('error', (error) => fail(onDeath(error instanceof Error ? error.message : String(error), error)))
  worker.on('exit', (code) => fail(onDeath(`exit code ${code}`)))
  const next = () =>
    new Promise<Answer>((resolve, reject) => {
      if (ended !== null) reject(ended)
      else waiting.push({ resolve, reject })
    })
  return {
    next,
    run: (task, transfer = []) => {
      const answer = next()
      if (ended === null) worker.postMessage(task, transfer)
      return answer
    },
    fail,
    close: async () => {
      await worker.terminate()
    },
  }
}
