import { MaskMirrorError } from '@maskmirror/core'
import { ZodError, z } from 'zod'

/**
 * Runs a command and ends the process with the fitting exit code: 0 done, 1 failed with a message, 130 interrupted.
 * Errors that a person can act on are one message; others keep their stack.
 */
export async function reportErrors(run: () => Promise<unknown>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit() // the reader, as `head`, has seen enough
  })
  try {
    await run()
  } catch (error) {
    const isStopped =
      (error instanceof MaskMirrorError && error.code === 'cancelled') ||
      (error instanceof Error && error.name === 'AbortError')
    process.exitCode = isStopped ? 130 : 1
    console.error(`\n${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  if (error instanceof MaskMirrorError) return `maskmirror: ${error.message} (${error.code})`
  if (error instanceof Error && error.name === 'AbortError') return 'maskmirror: Stopped. The same command continues'
  if (error instanceof ZodError) return `maskmirror: ${z.prettifyError(error)}`
  if (error instanceof Error) return `maskmirror: this should not have happened.\n${error.stack}`
  return `maskmirror: ${String(error)}`
}
