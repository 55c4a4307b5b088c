import type { Certainty, ColumnFacts, ResampledRows } from '@maskmirror/evaluation/bootstrap'
import { openWorkerThread } from '@maskmirror/system'
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
  const died = (why: string, cause?: unknown) =>
    new ExperimentError({ code: 'worker-ended', message: `A bootstrap thread ended: ${why}`, cause })
  const thread = openWorkerThread<BootstrapTask, BootstrapMessage>(new URL('./certainty-worker.mjs', import.meta.url), {
    workerData: share,
    onDeath: died,
    isAnswer: ({ kind }) => {
      if (kind === 'unit-done') onUnit()
      return kind !== 'unit-done'
    },
  })
  return {
    resample: async (firstUnit, endUnit) => {
      const message = await thread.run({ kind: 'resample', firstUnit, endUnit })
      return message.kind === 'resampled' ? message.facts : []
    },
    summarise: async (columns) => {
      const message = await thread.run({ kind: 'summarise', columns })
      if (message.kind !== 'summarised') throw died(`it answered ${message.kind}`)
      return message.certainty
    },
    fail: thread.fail,
    close: thread.close,
  }
}
