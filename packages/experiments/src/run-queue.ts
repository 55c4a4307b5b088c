import type { RunEvent, RunStatus } from './workbench.ts'

/** Work on one run; it reports through `emit` and stops when the signal aborts. */
export type RunWork = (options: { emit: (event: RunEvent) => void; signal: AbortSignal }) => Promise<RunEvent>

/**
 * Runs one after the other, because each uses all cores; others wait in order. Watchers of a run get its events.
 */
export interface RunQueue {
  /** Puts a run at the end; does nothing when it waits or runs already. */
  add(id: string, work: RunWork): void
  /** Aborts a run that waits or runs; answers whether there was one. */
  cancel(id: string): boolean
  /** Whether the run waits or runs. */
  has(id: string): boolean
  /** Calls back on every event of a run until the returned function is called. */
  watch(id: string, listener: (event: RunEvent) => void): () => void
  /** Aborts everything and waits until nothing runs. */
  close(): Promise<void>
}

const ended: readonly RunStatus[] = ['succeeded', 'cancelled', 'failed']

/** Whether a run in this state will not change by itself. */
export function hasEnded(status: RunStatus): boolean {
  return ended.includes(status)
}

export function createRunQueue(): RunQueue {
  const waiting: { id: string; work: RunWork; controller: AbortController }[] = []
  const listeners = new Map<string, Set<(event: RunEvent) => void>>()
  let current: { id: string; controller: AbortController; done: Promise<void> } | null = null
  let closed = false

  const emit = (id: string, event: RunEvent) => {
    for (const listener of listeners.get(id) ?? []) listener(event)
  }
  const next = () => {
    if (current !== null) return
    const job = waiting.shift()
    if (job === undefined) return
    const { id, work, controller } = job
    const done = work({ emit: (event) => emit(id, event), signal: controller.signal }).then((event) => {
      current = null
      emit(id, event)
      next()
    })
    current = { id, controller, done }
  }
  return {
    add: (id, work) => {
      if (closed || current?.id === id || waiting.some((job) => job.id === id)) return
      waiting.push({ id, work, controller: new AbortController() })
      next()
    },
    cancel: (id) => {
      if (current?.id === id) {
        current.controller.abort()
        return true
      }
      const index = waiting.findIndex((job) => job.id === id)
      const [job] = index < 0 ? [] : waiting.splice(index, 1)
      if (job === undefined) return false
      // it need not wait for its turn to end: work that begins aborted does nothing but say so
      job.controller.abort()
      void job.work({ emit: () => {}, signal: job.controller.signal }).then((event) => emit(id, event))
      return true
    },
    has: (id) => current?.id === id || waiting.some((job) => job.id === id),
    watch: (id, listener) => {
      const known = listeners.get(id) ?? new Set()
      known.add(listener)
      listeners.set(id, known)
      return () => {
        known.delete(listener)
        if (known.size === 0) listeners.delete(id)
      }
    },
    close: async () => {
      closed = true
      waiting.length = 0
      current?.controller.abort()
      await current?.done
    },
  }
}
