/** One event of a long piece of work; the command line's bar and the dashboard show the same. */
export interface Progress {
  /** What is being done, such as `faces`. */
  readonly stage: string
  /** Units finished, 0..total. */
  readonly done: number
  readonly total: number
  /** Units a second since the stage began, without what was already there; null before the first unit. */
  readonly ratePerSecond: number | null
  /** Seconds left at that rate; null while the rate is unknown. */
  readonly etaSeconds: number | null
}

export type ProgressReporter = (progress: Progress) => void

/**
 * Turns counts into progress events with rate and time left.
 *
 * @param stage name of the stage
 * @param total units in the stage, ≥ 0
 * @param clockMs milliseconds, monotonic; passed in so that tests need no waiting
 * @returns `advance(count)` for work done now, `skip(count)` for work found done (it does not count in the rate)
 */
export function createProgressMeter(
  stage: string,
  total: number,
  report: ProgressReporter,
  clockMs: () => number,
): { advance: (count: number) => void; skip: (count: number) => void } {
  const startMs = clockMs()
  let done = 0
  let skipped = 0
  const emit = () => {
    const seconds = (clockMs() - startMs) / 1000
    const worked = done - skipped
    const ratePerSecond = worked > 0 && seconds > 0 ? worked / seconds : null
    const etaSeconds = ratePerSecond === null ? null : (total - done) / ratePerSecond
    report({ stage, done, total, ratePerSecond, etaSeconds })
  }
  return {
    advance: (count) => {
      done += count
      emit()
    },
    skip: (count) => {
      done += count
      skipped += count
      emit()
    },
  }
}
