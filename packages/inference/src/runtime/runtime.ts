import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { InferenceError } from '../error.ts'
import { createBufferPool } from './buffer-pool.ts'
import { createOwnLane } from './own-lane.ts'
import type { FloatTensor, TensorInfo } from './tensor.ts'
import { createWorkerLane, type WorkerLane } from './worker-lane.ts'

/** An opened model. Calls run at the same time on all workers of the runtime and may finish in any order. */
export interface Session {
  /** Absolute or relative path that it was opened from. */
  readonly path: string
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  /**
   * @param feeds one tensor for every input; their data moves to the worker and must not be used afterwards
   * @param outputs names of the outputs wanted; default all
   * @throws InferenceError `run-failed`, `session-closed`
   */
  run(feeds: Readonly<Record<string, FloatTensor>>, outputs?: readonly string[]): Promise<Record<string, FloatTensor>>
  /**
   * Runs the same input `times` times in every worker at once, with nothing in between: what the model alone costs, the
   * upper bound of any pipeline around it.
   *
   * @param times runs of each worker
   * @throws InferenceError `run-failed`, `session-closed`
   */
  repeat(feeds: Readonly<Record<string, FloatTensor>>, times: number): Promise<void>
  close(): Promise<void>
}

/** Worker threads that run ONNX models, so that the main thread stays free for pictures and requests. */
export interface InferenceRuntime {
  readonly workers: number
  /** An array for an input, with arbitrary values; arrays of finished runs are used again. */
  allocate(length: number): Float32Array
  /**
   * Loads a model in every worker.
   *
   * @throws InferenceError `model-missing`, `not-onnx`, `session-closed`
   */
  open(path: string): Promise<Session>
  /** Ends the threads; what still runs is rejected with `session-closed`. */
  close(): Promise<void>
}

interface Job {
  readonly message: object
  readonly transfer: ArrayBuffer[]
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * A worker's next request waits in its own queue while it computes, so that it never idles between two; more than one
 * waiting would only take work from the others.
 */
const requestsPerWorker = 2

/**
 * ONNX Runtime's `run` blocks the thread that calls it and several threads on one small picture wait for each other
 * more than they compute: one model copy in each of several single-threaded workers gives the best throughput.
 *
 * @param options.workers threads with their own copy of every model; default one a core, at most 4
 * @param options.threadsPerWorker threads inside one run; default the cores divided by the workers
 * @param options.ownThread instead of workers the calling thread runs the models and stands still meanwhile: for a thread
 * that has nothing else to do, which then does not wait for messages to be carried
 * @throws InferenceError `bad-option` when one is no positive integer
 */
export function createInferenceRuntime(
  options: { workers?: number; threadsPerWorker?: number; ownThread?: boolean } = {},
): InferenceRuntime {
  const { ownThread = false, workers = ownThread ? 1 : Math.min(availableParallelism(), 4) } = options
  requirePositive('workers', workers)
  const { threadsPerWorker = Math.max(1, Math.floor(availableParallelism() / workers)) } = options
  requirePositive('threadsPerWorker', threadsPerWorker)

  const lanes: WorkerLane[] = []
  const queue: Job[] = []
  // as many as can be on their way at once
  const pool = createBufferPool(2 * workers * requestsPerWorker)
  let nextSession = 0
  let closed = false

  const started = () => {
    if (closed) throw closedError('the runtime')
    while (lanes.length < workers) lanes.push((ownThread ? createOwnLane : createWorkerLane)(threadsPerWorker))
    return lanes
  }
  const pump = () => {
    while (queue.length > 0) {
      const free = started().reduce((best, lane) => (lane.pending() < best.pending() ? lane : best))
      if (free.pending() >= requestsPerWorker) return
      const { message, transfer, resolve, reject } = queue.shift()!
      free.request(message, transfer).then(resolve, reject).finally(pump)
    }
  }
  const dispatch = (message: object, transfer: ArrayBuffer[]) =>
    new Promise<unknown>((resolve, reject) => {
      queue.push({ message, transfer, resolve, reject })
      pump()
    })

  const open = async (path: string): Promise<Session> => {
    await requireFile(path)
    const session = nextSession++
    const [described] = await Promise.all(
      started().map((lane) => lane.request({ kind: 'open', session, path }, [])),
    ).catch((cause: unknown) => {
      if (closed) throw closedError(path)
      throw new InferenceError({
        code: 'not-onnx',
        message: `Expected ${path} to be an ONNX model that ONNX Runtime can load but it said: ${messageOf(cause)}`,
        details: { path },
        cause,
      })
    })
    const { inputs, outputs } = described as { inputs: TensorInfo[]; outputs: TensorInfo[] }
    let sessionClosed = false
    const runFailed = (cause: unknown): never => {
      if (closed) throw closedError(path)
      throw new InferenceError({
        code: 'run-failed',
        message: `Expected ${basename(path)} to run but ONNX Runtime said: ${messageOf(cause)}`,
        details: { path },
        cause,
      })
    }
    return {
      path,
      inputs,
      outputs,
      run: async (feeds, wanted = outputs.map((output) => output.name)) => {
        if (closed || sessionClosed) throw closedError(path)
        const owned = Object.entries(feeds).map(
          ([name, { data, dims }]) => [name, { data: wholeBuffer(data), dims }] as const,
        )
        const transfer = owned.map(([, tensor]) => tensor.data.buffer)
        const message = { kind: 'run', session, feeds: Object.fromEntries(owned), outputs: wanted }
        const answer = await dispatch(message, transfer).catch(runFailed)
        const result = answer as { outputs: Record<string, FloatTensor>; inputs: ArrayBuffer[] }
        for (const buffer of result.inputs) pool.give(buffer)
        return result.outputs
      },
      repeat: async (feeds, times) => {
        if (closed || sessionClosed) throw closedError(path)
        const message = { kind: 'repeat', session, feeds, times }
        await Promise.all(lanes.map((lane) => lane.request(message, []))).catch(runFailed)
      },
      close: async () => {
        if (closed || sessionClosed) return
        sessionClosed = true
        await Promise.all(lanes.map((lane) => lane.request({ kind: 'close', session }, [])))
      },
    }
  }

  return {
    workers,
    allocate: pool.take,
    open,
    close: async () => {
      if (closed) return
      closed = true
      for (const job of queue.splice(0)) job.reject(closedError('the runtime'))
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

/** Only a whole buffer can move to another thread. */
function wholeBuffer(data: Float32Array): Float32Array<ArrayBuffer> {
  const { buffer } = data
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === data.byteLength
  return whole ? (data as Float32Array<ArrayBuffer>) : data.slice()
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isFile()) return
  throw new InferenceError({
    code: 'model-missing',
    message: `Expected a model file at ${path} but ${found === null ? 'nothing is there' : 'that is no file'}`,
    details: { path },
  })
}

function requirePositive(name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return
  throw new InferenceError({
    code: 'bad-option',
    message: `Expected ${name} to be a positive integer but received ${value}`,
  })
}

function closedError(what: string): InferenceError {
  return new InferenceError({ code: 'session-closed', message: `Expected ${what} to be open but it was closed` })
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
