import { parentPort, workerData } from 'node:worker_threads'
import type { DrawingKit } from './draw-faces.ts'
import { synthPicture } from './synth-picture.ts'
import type { SynthTask } from './synth-task.ts'

const port = parentPort!
const kit = workerData as DrawingKit

port.on('message', async (task: SynthTask) => {
  try {
    port.postMessage({ result: await synthPicture(task, kit) })
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
