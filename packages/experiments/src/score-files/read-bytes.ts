import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { ScoreCommandError } from './error.ts'

/** What everything that reads shares. */
export interface ReadContext {
  /** The name of a file, or `-` for this. */
  readonly stdin: AsyncIterable<Uint8Array>
  readonly signal: AbortSignal
  /** Called with the bytes that were read since the last call. */
  readonly onBytes: (count: number) => void
}

/** Bytes that are read at once: fewer cost more calls, more leave the cache (our choice). */
const blockBytes = 1 << 20

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws ScoreCommandError `file-unreadable`, `cancelled`
 */
export async function* readBytes(path: string, { stdin, signal, onBytes }: ReadContext): AsyncGenerator<Uint8Array> {
  const source = path === '-' ? stdin : createReadStream(path, { highWaterMark: blockBytes })
  try {
    for await (const block of source as AsyncIterable<Uint8Array>) {
      if (signal.aborted) throw cancelled()
      onBytes(block.length)
      yield new Uint8Array(block.buffer, block.byteOffset, block.length) // not a Buffer, which is slower to index beside other arrays
    }
  } catch (cause) {
    if (cause instanceof ScoreCommandError || !isSystemError(cause)) throw cause
    throw unreadable(path, cause)
  }
  if (signal.aborted) throw cancelled()
}

/**
 * How long a file is; null for standard input and other streams.
 *
 * @throws ScoreCommandError `file-unreadable`
 */
export async function fileSize(path: string): Promise<number | null> {
  if (path === '-') return null
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (stats.isDirectory()) throw unreadable(path, new Error('it is a folder'))
  return stats.isFile() ? stats.size : null
}

export function cancelled(): ScoreCommandError {
  return new ScoreCommandError({ code: 'cancelled', message: 'Stopped. Nothing was written' })
}

function unreadable(path: string, cause: unknown): ScoreCommandError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ScoreCommandError({
    code: 'file-unreadable',
    message: `Expected a readable file but received "${path}": ${reason}`,
    details: { path },
    cause,
  })
}

function isSystemError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause
}
