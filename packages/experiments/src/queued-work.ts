import { MaskMirrorError, type Progress } from '@maskmirror/core'
import { ExperimentError } from './error.ts'
import type { RunWork } from './run-queue.ts'
import type { RunError, RunEvent, RunStatus } from './workbench.ts'

/** What is stored of the state of queued work. */
export interface StoredState {
  readonly status: RunStatus
  readonly error: RunError | null
  readonly startedAt?: Date
  readonly finishedAt: Date | null
}

export interface QueuedWorkParts {
  readonly now: () => Date
  /** Whether the process ends. */
  readonly isClosing: () => boolean
  /** Told of errors that are no person's mistake. */
  readonly onUnexpectedError: (error: unknown, id: string) => void
  /** How far what runs is, by its id in the queue. */
  readonly progressOf: Map<string, Progress>
}

/**
 * Work for the queue: says that it runs, reports how far it is, and stores how it ended. Success is stored by `execute` itself, in one
 * step with what was found.
 *
 * @param id in the queue
 */
export function queuedWork(
  id: string,
  options: {
    store: (state: StoredState) => Promise<void>
    execute: (context: { onProgress: (progress: Progress) => void; signal: AbortSignal }) => Promise<void>
  },
  { now, isClosing, onUnexpectedError, progressOf }: QueuedWorkParts,
): RunWork {
  const { store, execute } = options
  const end = async (status: 'cancelled' | 'failed', error: RunError | null): Promise<RunEvent> => {
    // what stops because the process ends stays `running` in the database, so that the next start continues it
    const stored = isClosing() ? Promise.resolve() : store({ status, error, finishedAt: now() })
    await stored.catch((cause) => onUnexpectedError(cause, id))
    return { status, progress: null, error }
  }
  return async ({ emit, signal }) => {
    const onProgress = (progress: Progress) => {
      progressOf.set(id, progress)
      emit({ status: 'running', progress, error: null })
    }
    try {
      if (signal.aborted) return await end('cancelled', null)
      await store({ status: 'running', startedAt: now(), finishedAt: null, error: null })
      emit({ status: 'running', progress: null, error: null })
      await execute({ onProgress, signal })
      return { status: 'succeeded', progress: null, error: null }
    } catch (error) {
      if (error instanceof ExperimentError && error.code === 'cancelled') return await end('cancelled', null)
      if (signal.aborted) return await end('cancelled', null)
      if (!(error instanceof MaskMirrorError)) onUnexpectedError(error, id)
      return await end('failed', asRunError(error))
    } finally {
      progressOf.delete(id)
    }
  }
}

/** What a client is told: our own errors speak for themselves, others are in the log. */
function asRunError(error: unknown): RunError {
  if (error instanceof MaskMirrorError) return { code: error.code, message: error.message }
  return { code: 'unexpected', message: `The run stopped by an unexpected error: ${String(error)}` }
}
