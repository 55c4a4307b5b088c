/** An answer, and which of its buffers move instead of being copied. */
export interface SessionAnswer {
  readonly value: unknown
  readonly transfer?: readonly ArrayBuffer[]
}

/** Opens, runs and closes models in the thread that calls it; a run blocks it. */
export function createSessionHandlers(threads: number): (message: object) => Promise<SessionAnswer>
