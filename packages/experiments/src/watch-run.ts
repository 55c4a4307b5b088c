import type { RunQueue } from './run-queue.ts'
import { hasEnded } from './run-queue.ts'
import type { RunEvent } from './workbench.ts'

/**
 * Events of a run as they come: the present state first. Only the newest event is kept while the consumer is busy, since
 * each says everything. Ends when the run has ended or the signal aborts.
 *
 * @param readState the run's state as stored
 */
export async function* watchRun(
  queue: Pick<RunQueue, 'watch'>,
  id: string,
  readState: () => Promise<RunEvent>,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void, undefined> {
  let newest: RunEvent | null = null
  let wake = () => {}
  const stop = queue.watch(id, (event) => {
    newest = event
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  try {
    // listening began before the state was read, so no event falls between the two
    let event: RunEvent = await readState()
    while (!signal.aborted) {
      yield event
      if (hasEnded(event.status)) return
      while (newest === null && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (newest !== null) event = newest
      newest = null
    }
  } finally {
    stop()
    signal.removeEventListener('abort', onAbort)
  }
}
