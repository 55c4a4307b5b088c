import type { SessionAnswer } from './session-handlers.mjs'
import type { WorkerLane } from './worker-lane.ts'

/** The calling thread as a lane: nothing is sent, and it stands still while a model runs. */
export function createOwnLane(threads: number): WorkerLane {
  let pending = 0
  let opened: Promise<(message: object) => Promise<SessionAnswer>> | null = null
  return {
    pending: () => pending,
    request: async (message) => {
      pending++
      try {
        // ONNX Runtime is loaded where it is used only
        opened ??= import('./session-handlers.mjs').then(({ createSessionHandlers }) => createSessionHandlers(threads))
        const answer = await opened
        return (await answer(message)).value
      } finally {
        pending--
      }
    },
    close: async () => {
      const answer = await opened
      await answer?.({ kind: 'close-all' })
    },
  }
}
