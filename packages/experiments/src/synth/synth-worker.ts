import { parentPort, workerData } from 'node:worker_threads'
import type { MaskTemplates } from '@maskmirror/mask-the-face'
import { synthPicture } from './synth-picture.ts'
import type { SynthTask } from './synth-task.ts'

const port = parentPort!
const { templates } = workerData as { templates: MaskTemplates }

port.on('message', async (task: SynthTask) => {
  try {
    port.postMessage({ result: await synthPicture(task, templates) })
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
