// Plain JavaScript, so that a worker thread starts without a TypeScript loader; it registers one for the rest.
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { createProductSession } = await import('@maskmirror/inference/product')

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
const session = await createProductSession(workerData.dimension)
const rows = new Float32Array(session.blockRows * workerData.dimension).fill(0.01)
session.setLeft(rows)
session.setRight(rows)
await session.multiply()

port.on('message', async (/** @type {number} */ blocks) => {
  for (let i = 0; i < blocks; i++) await session.multiply()
  port.postMessage('done')
})
port.postMessage('ready')
