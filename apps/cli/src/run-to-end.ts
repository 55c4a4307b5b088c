import { MaskMirrorError } from '@maskmirror/core'
import { ExperimentError, type RunDetail, type RunRequest, type Workbench } from '@maskmirror/experiments'
import { createProgressDisplay } from './progress-display.ts'

/**
 * Starts a run, shows its progress and waits for its end. Ctrl-C stops it at the next step and keeps what is computed.
 *
 * @throws ExperimentError `cancelled`, or a MaskMirrorError with what the run failed with
 */
export async function runToEnd(workbench: Workbench, request: RunRequest): Promise<RunDetail> {
  const { id, existing } = await workbench.startRun(request)
  console.error(existing ? `Run ${id} (known: what is computed is used)` : `Run ${id}`)
  const display = createProgressDisplay(process.stderr)
  const onInterrupt = () => {
    console.error('\nStopping at the next step …')
    workbench.cancelRun(id).catch(() => undefined) // it may have ended meanwhile
  }
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onInterrupt)
  try {
    for await (const { status, progress, error } of workbench.watchRun(id, new AbortController().signal)) {
      if (progress !== null) display.show(progress)
      if (status === 'cancelled') {
        throw new ExperimentError({
          code: 'cancelled',
          message: 'Stopped. What is computed is kept: the same command continues',
        })
      }
      if (status === 'failed')
        throw new MaskMirrorError({ code: error?.code ?? 'unexpected', message: error?.message ?? 'The run failed' })
    }
    return await workbench.getRun(id)
  } finally {
    display.stop()
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onInterrupt)
  }
}
