import type { MessagePort } from 'node:worker_threads'
import { openWorkerThread, type WorkerThread } from '@maskmirror/system'
import { DatasetError } from '#error.ts'

/** Makes the batches of a sequence of steps ahead of time. */
export interface BatchLoader<Batch> {
  /**
   * The batch of a step. Those of the next steps are begun; what was begun for other steps is dropped. A batch is given
   * out once: asked for again, it is made again.
   *
   * @throws what the worker threw, as `errorOf` makes it
   */
  batch(step: number): Promise<Batch>
  /** Batches that are begun and not given out: at most one more than are made ahead. */
  readonly held: number
  close(): Promise<void>
}

/** What went wrong in a worker thread; its class does not come along. */
export interface WorkerFault {
  readonly message: string
  /** null for what is no error of this project. */
  readonly code: string | null
}

type Lane<Batch> = WorkerThread<unknown, Reply<Batch>>

interface Begun<Batch> {
  readonly promise: Promise<Batch>
  /** null once a thread has it. */
  start: ((lane: Lane<Batch>) => void) | null
  isAsked: boolean
}

type Reply<Batch> = { readonly batch: Batch } | { readonly fault: WorkerFault }

/**
 * A batch depends on its task alone, so neither the number of threads nor their haste changes anything.
 *
 * @param options.threads ≥ 1; each makes one batch at a time, in the order in which they are begun
 * @param options.ahead batches that are made before they are asked for, ≥ 0; with the one that is asked for, no more are in
 *   memory
 * @param options.worker module that calls `answerBatches`
 * @param options.workerData copied to every thread
 * @param options.taskOf what a step needs; copied to the thread
 * @param options.errorOf default: DatasetError `bad-cache` and others as they were, `worker-ended` for anything else
 */
export function createBatchLoader<Batch>(options: {
  readonly threads: number
  readonly ahead: number
  readonly worker: URL
  readonly workerData: unknown
  readonly taskOf: (step: number) => unknown
  readonly errorOf?: (fault: WorkerFault) => Error
}): BatchLoader<Batch> {
  const { threads, ahead, worker, workerData, taskOf, errorOf = faultError } = options
  const lanes = Array.from({ length: threads }, () =>
    openWorkerThread<unknown, Reply<Batch>>(worker, {
      workerData,
      onDeath: (why) => errorOf({ message: `A loading thread ended: ${why}`, code: null }),
    }),
  )
  // handed over at once, because who asks may compute for long without looking at answers
  const free = Array.from({ length: Math.ceil((ahead + 1) / threads) }, () => lanes).flat()
  const queue: number[] = []
  const held = new Map<number, Begun<Batch>>()

  const dispatch = () => {
    while (free.length > 0 && queue.length > 0) {
      const next = held.get(queue.shift()!)
      // dropped meanwhile, or dropped, begun again and at work
      if (next === undefined || next.start === null) continue
      next.start(free.shift()!)
      next.start = null
    }
  }
  const begin = (step: number) => {
    let start: ((lane: Lane<Batch>) => void) | null = null
    const promise = new Promise<Lane<Batch>>((resolve) => {
      start = resolve
    }).then(async (lane) => {
      try {
        const reply = await lane.run(taskOf(step))
        if ('batch' in reply) return reply.batch
        throw errorOf(reply.fault)
      } finally {
        free.push(lane)
        dispatch()
      }
    })
    promise.catch(() => {
      // told to whoever asks for the step
    })
    held.set(step, { promise, start, isAsked: false })
    queue.push(step)
  }
  return {
    get held() {
      return held.size
    },
    batch: (step) => {
      for (const [other, { isAsked }] of held) {
        if (!isAsked && (other < step || other > step + ahead)) held.delete(other)
      }
      for (let next = step; next <= step + ahead; next++) if (!held.has(next)) begin(next)
      dispatch()
      const asked = held.get(step)!
      asked.isAsked = true
      const give = () => {
        if (held.get(step) === asked) held.delete(step)
      }
      asked.promise.then(give, give)
      return asked.promise
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

/**
 * Makes the batches of a thread, one after the other.
 *
 * @param make gives the batch and what of it moves to the asking thread instead of being copied
 */
export function answerBatches<Task, Batch>(
  port: MessagePort,
  make: (task: Task) => Promise<{ batch: Batch; transfer: ArrayBuffer[] }>,
): void {
  let before = Promise.resolve()
  port.on('message', (task: Task) => {
    before = before.then(() => answer(task))
  })
  const answer = async (task: Task) => {
    try {
      const { batch, transfer } = await make(task)
      port.postMessage({ batch } satisfies Reply<Batch>, transfer)
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null
      const message = cause instanceof Error ? cause.message : String(cause)
      port.postMessage({ fault: { message, code } } satisfies Reply<Batch>)
    }
  }
}

function faultError({ message, code }: WorkerFault): DatasetError {
  return new DatasetError({ code: code === 'bad-cache' ? code : 'worker-ended', message })
}
