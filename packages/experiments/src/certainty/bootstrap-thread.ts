import { Worker } from 'node:worker_threads'
import type { Certainty, ColumnFacts, ResampledRows } from '@maskmirror/evaluation/bootstrap'
import { ExperimentError } from '#error.ts'
import type { BootstrapMessage, BootstrapShare, BootstrapTask } from './bootstrap-task.ts'

/** A worker thread that does one task at a time. */
export interface BootstrapThread {
  resample(firstUnit: number, endUnit: number): Promise<readonly (readonly [index: number, facts: ColumnFacts])[]>
  summarise(columns: readonly ResampledRows[]): Promise<Certainty>
  /** Gives up the task at work. */
  fail(error: ExperimentError): void
  close(): Promise<void>
}

/** @param onUnit called after each unit of work */
export function openBootstrapThread(share: BootstrapShare, onUnit: () => void): BootstrapThread {
  const worker = new Worker(new URL('./certainty-worker.mjs', import.meta.url), { workerData: share })
  let settle: { resolve: (message: BootstrapMessage) => void; reject: (error: Error) => void } | null = null
  let ended: Error | null = null
  const fail = (error: Error) => {
    ended ??= error
    settle?.reject(ended)
  }
  worker.on('message', (message: BootstrapMessage) => {
    if (message.kind === 'unit-done') onUnit()
    else settle?.resolve(message)
  })
  const died = (why: string, cause?: unknown) =>
    new ExperimentError({ code: 'worker-ended', message: `A bootstrap thread ended: ${why}`, cause })
  worker.on('error', (error) => fail(died(error instanceof Error ? error.message : String(error), error)))
  worker.on('exit', (code) => fail(died(`exit code ${code}`)))
  const run = (task: BootstrapTask) =>
    new Promise<BootstrapMessage>((resolve, reject) => {
      if (ended !== null) return reject(ended)
      settle = { resolve, reject }
      worker.postMessage(task)
    })
  return {
    resample: async (firstUnit, endUnit) => {
      const message = await run({ kind: 'resample', firstUnit, endUnit })
      return message.kind === 'resampled' ? message.facts : []
    },
    summarise: async (columns) => {
      const message = await run({ kind: 'summarise', columns })
      if (message.kind !== 'summarised') throw died(`it answered ${message.kind}`)
      return message.certainty
    },
    fail,
    close: async () => {
      await worker.terminate()
    },
  }
}
