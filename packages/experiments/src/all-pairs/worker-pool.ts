import { Worker } from 'node:worker_threads'
import { AllPairsError } from './error.ts'
import type { WorkerReply, WorkerRequest, WorkerSetup } from './worker-messages.ts'

/** Threads that all work on the same request. */
export interface WorkerPool {
  readonly size: number
  /**
   * Sends one request to every thread.
   *
   * @returns the answer of each
   * @throws AllPairsError `worker-ended`
   */
  ask(request: WorkerRequest): Promise<Exclude<WorkerReply, { error: string }>[]>
  close(): Promise<void>
}

/** Starts the threads and waits until each is ready. */
export async function openWorkerPool(size: number, setup: WorkerSetup): Promise<WorkerPool> {
  const lanes = Array.from({ length: size }, () => openLane(setup))
  const close = async () => {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
  try {
    await Promise.all(lanes.map((lane) => lane.reply()))
  } catch (error) {
    await close()
    throw error
  }
  return {
    size,
    ask: (request) => Promise.all(lanes.map((lane) => lane.ask(request))),
    close,
  }
}

function openLane(setup: WorkerSetup) {
  const worker = new Worker(new URL('./all-pairs-worker.mjs', import.meta.url), {
    workerData: setup,
    // it registers a loader itself; one more from the command line would cost time and memory
    execArgv: [],
    // nearly all its memory is in arrays
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  let settle: { resolve: (reply: Exclude<WorkerReply, { error: string }>) => void; reject: (error: Error) => void }
  let ended: AllPairsError | null = null
  const end = (why: string, cause?: unknown) => {
    ended ??= new AllPairsError({ code: 'worker-ended', message: `A comparing thread ended: ${why}`, cause })
    settle?.reject(ended)
  }
  worker.on('message', (reply: WorkerReply) => {
    if ('error' in reply) {
      settle.reject(new AllPairsError({ code: 'worker-ended', message: `A comparing thread failed: ${reply.error}` }))
    } else settle.resolve(reply)
  })
  worker.on('error', (error) => end(error instanceof Error ? error.message : String(error), error))
  worker.on('exit', (code) => end(`exit code ${code}`))
  const reply = () =>
    new Promise<Exclude<WorkerReply, { error: string }>>((resolve, reject) => {
      if (ended !== null) reject(ended)
      else settle = { resolve, reject }
    })
  return {
    reply,
    ask: (request: WorkerRequest) => {
      const answer = reply()
      worker.postMessage(request)
      return answer
    },
    close: () => worker.terminate(),
  }
}
