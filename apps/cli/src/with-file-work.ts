import type { FileWork } from '@maskmirror/experiments/dataset-files'
import { interruptSignal } from './interrupt-signal.ts'
import { createProgressDisplay } from './progress-display.ts'

/** Long work with a progress bar on stderr, stopped by the first Ctrl-C. */
export async function withFileWork<Result>(run: (work: FileWork) => Promise<Result>): Promise<Result> {
  const { signal, stop } = interruptSignal()
  const display = createProgressDisplay(process.stderr)
  try {
    return await run({ signal, onProgress: display.show, clockMs: () => performance.now() })
  } finally {
    display.stop()
    stop()
  }
}
