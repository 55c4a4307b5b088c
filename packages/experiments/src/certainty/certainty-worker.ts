import { parentPort, workerData } from 'node:worker_threads'
import { summariseBootstrap } from '@maskmirror/evaluation/bootstrap'
import type { BootstrapMessage, BootstrapShare, BootstrapTask } from './bootstrap-task.ts'
import { resampleUnits } from './resample-units.ts'

const port = parentPort!
const share = workerData as BootstrapShare
const post = (message: BootstrapMessage) => port.postMessage(message)

port.on('message', (task: BootstrapTask) => {
  if (task.kind === 'summarise') {
    post({ kind: 'summarised', certainty: summariseBootstrap(share.plan, task.columns) })
    return
  }
  const units = resampleUnits(share, task.firstUnit, task.endUnit)
  for (let step = units.next(); ; step = units.next()) {
    if (step.done) return post({ kind: 'resampled', facts: step.value })
    post({ kind: 'unit-done' })
  }
})
