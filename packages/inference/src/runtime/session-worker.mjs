// Plain JavaScript, so that a worker thread starts without a TypeScript loader.
import { parentPort, workerData } from 'node:worker_threads'
import { createSessionHandlers } from './session-handlers.mjs'

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
const answer = createSessionHandlers(workerData.threads)

port.on('message', async ({ id, ...message }) => {
  try {
    const { value, transfer } = await answer(message)
    port.postMessage({ id, value }, transfer ?? [])
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
