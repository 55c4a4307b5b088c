import { parentPort, workerData } from 'node:worker_threads'
import { MaskMirrorError } from '@maskmirror/core'
import { createInferenceRuntime } from '@maskmirror/inference'
import { openBackend, openSystem, openTrainingData, train } from '@maskmirror/model'
import type { FacePair, TrainingMessage, TrainingShare } from './training-messages.ts'

/** Faces of the first pass that are shown. Our choice: a row of a page. */
const shown = 6

const port = parentPort
if (port === null) throw new Error('This module runs in a worker thread')
const tell = (message: TrainingMessage) => port.postMessage(message)
const stop = new AbortController()
port.once('message', () => stop.abort())

try {
  tell({ kind: 'ended', how: await work(workerData as TrainingShare) })
} catch (error) {
  if (stop.signal.aborted) tell({ kind: 'ended', how: 'stopped' })
  else if (error instanceof MaskMirrorError) tell({ kind: 'failed', code: error.code, message: error.message })
  else throw error
}
process.exit()

async function work({ file, folder, cacheDirectory, threads }: TrainingShare) {
  const { name, description } = await openBackend('auto')
  tell({ kind: 'backend', name, description })
  const { training } = file
  const clockMs = () => performance.now()
  const data = await openTrainingData(file, {
    cacheDirectory,
    threads,
    clockMs,
    signal: stop.signal,
    onProgress: ({ stage, done, total }) => tell({ kind: 'preparing', stage, done, total }),
    onLeftOut: () => {},
    // only trainings on generated faces are started here
    faceCacheOf: (set) => Promise.reject(new Error(`no cache of ${set}`)),
  })
  const runtime = createInferenceRuntime()
  try {
    // a recogniser that is kept as it is comes by the command line
    const resolve = (named: string) => Promise.reject(new Error(`no recogniser ${named}`))
    await using system = await openSystem(training, data, { resolve, runtime })
    const { side } = training.network
    tell({ kind: 'examples', side, pairs: await firstPairs(data, side) })
    const { ended, checkpoint } = await train({
      ...system.job,
      folder,
      signal: stop.signal,
      clockMs,
      onProgress: ({ step, steps, picturesPerSecond, etaSeconds }) => {
        // counted in pictures, as their rate is
        const perStep = training.batch * training.accumulate
        const [done, total] = [(step + 1) * perStep, steps * perStep]
        tell({ kind: 'step', done, total, ratePerSecond: picturesPerSecond, etaSeconds })
      },
    })
    if (ended !== 'stopped') await system.exportTo(checkpoint, folder)
    return ended
  } finally {
    await data.close()
    await runtime.close()
  }
}

async function firstPairs({ source }: Awaited<ReturnType<typeof openTrainingData>>, side: number): Promise<FacePair[]> {
  const { labels, unmasked, masked } = await source.batch(0)
  const size = side * side * 3
  const picture = (values: Float32Array, i: number) =>
    Uint8Array.from(values.subarray(i * size, (i + 1) * size), Math.round)
  return labels.slice(0, shown).map((_, i) => ({ unmasked: picture(unmasked, i), masked: picture(masked, i) }))
}
