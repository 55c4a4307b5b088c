import { Worker } from 'node:worker_threads'
import type { DrawingKit } from './draw-faces.ts'
import { SynthError } from './error.ts'
import { synthPicture } from './synth-picture.ts'
import type { SynthResult, SynthTask } from './synth-task.ts'

/** Threads that each read, draw and write one picture at a time. */
export interface SynthPool {
  /**
   * Waits for a free thread. The pixels of the task's image move there and must not be used afterwards.
   *
   * @throws SynthError `unwritable-output`, or `worker-ended` when the thread died
   */
  run(task: SynthTask): Promise<SynthResult>
  close(): Promise<void>
}

interface Lane {
  run(task: SynthTask): Promise<SynthResult>
  close(): Promise<unknown>
}

/**
 * Templates and patterns are copied to every thread; a single one is the calling thread itself. Decoding and encoding happen in
 * Node's own pool of four threads for all: on a machine with more cores, set UV_THREADPOOL_SIZE to as many.
 *
 * @param threads ≥ 1
 */
export function createSynthPool(threads: number, kit: DrawingKit): SynthPool {
  const lanes = threads === 1 ? [ownThread(kit)] : Array.from({ length: threads }, () => createLane(kit))
  const free = [...lanes]
  const waiting: ((lane: Lane) => void)[] = []
  const take = () =>
    new Promise<Lane>((resolve) => {
      const lane = free.pop()
      if (lane === undefined) waiting.push(resolve)
      else resolve(lane)
    })
  const giveBack = (lane: Lane) => {
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

function ownThread(kit: DrawingKit): Lane {
  const run = (task: SynthTask) =>
    synthPicture(task, kit).catch((error: Error) => {
      throw unwritable(error.message, error)
    })
  return { run, close: async () => {} }
}

function createLane(kit: DrawingKit): Lane {
  const worker = new Worker(new URL('./synth-worker.mjs', import.meta.url), { workerData: kit })
  let settle: { resolve: (result: SynthResult) => void; reject: (error: unknown) => void } | null = null
  let ended: SynthError | null = null
  const end = (why: string, cause?: unknown) => {
    ended ??= new SynthError({ code: 'worker-ended', message: `A drawing thread ended: ${why}`, cause })
    settle?.reject(ended)
  }
  worker.on('message', ({ result, error }: { result?: SynthResult; error?: string }) => {
    if (result !== undefined) settle?.resolve(result)
    else settle?.reject(unwritable(String(error)))
  })
  worker.on('error', (error) => end(error instanceof Error ? error.message : String(error), error))
  worker.on('exit', (code) => end(`exit code ${code}`))
  return {
    close: () => worker.terminate(),
    run: ({ image, ...task }) =>
      new Promise<SynthResult>((resolve, reject) => {
        if (ended !== null) return reject(ended)
        settle = { resolve, reject }
        // a view of a larger buffer cannot move alone
        const movable = image !== null && image.data.byteLength === image.data.buffer.byteLength
        worker.postMessage({ image, ...task }, movable ? [image.data.buffer as ArrayBuffer] : [])
      }),
  }
}

function unwritable(why: string, cause?: unknown): SynthError {
  return new SynthError({ code: 'unwritable-output', message: `Expected to write a picture but ${why}`, cause })
}
