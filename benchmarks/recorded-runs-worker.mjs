// Plain JavaScript, so that a worker thread starts without a TypeScript loader; it registers one for the rest.
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { createInferenceRuntime } = await import('@maskmirror/inference')
const { recordRuns } = await import('./recorded-runs.ts')

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
const { models, photos } = /** @type {import('./recorded-runs.ts').Recording} */ (workerData)
const runs = await recordRuns(models, photos)
const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
const sessions = new Map()
for (const { path } of runs) if (!sessions.has(path)) sessions.set(path, await runtime.open(path))

port.on('message', async (/** @type {number} */ times) => {
  for (let i = 0; i < times; i++) for (const { path, feeds } of runs) await sessions.get(path).repeat(feeds, 1)
  port.postMessage('done')
})
port.postMessage('ready')
