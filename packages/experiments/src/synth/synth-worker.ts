import { parentPort, workerData } from 'node:worker_threads'
import { replyWith } from '../picture-folder/thread-pool.ts'
import type { DrawingKit } from './draw-faces.ts'
import { synthPicture } from './synth-picture.ts'
import type { SynthTask } from './synth-task.ts'

const port = parentPort!
const kit = workerData as DrawingKit

port.on('message', async (task: SynthTask) => {
  port.postMessage(await replyWith(() => synthPicture(task, kit)))
})
