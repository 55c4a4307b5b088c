import { openWorkerThread } from '@maskmirror/system'
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
    await Promise.all(lanes.map((lane) => lane.ready()))
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
  const thread = openWorkerThread<WorkerRequest, WorkerReply>(new URL('./all-pairs-worker.mjs', import.meta.url), {
    workerData: setup,
    // it registers a loader itself; one more from the command line would cost time and memory
    execArgv: [],
    // nearly all its memory is in arrays
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
    onDeath: (why, cause) =>
      new AllPairsError({ code: 'worker-ended', message: `A comparing thread ended: ${why}`, cause }),
  })
  return {
    ready: thread.next,
    ask: async (request: WorkerRequest) => {
      const reply = await thread.run(request)
      if (!('error' in reply)) return reply
      throw new AllPairsError({ code: 'worker-ended', message: `A comparing thread failed: ${reply.error}` })
    },
    close: thread.close,
  }
}
