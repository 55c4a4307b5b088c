import { rename } from 'node:fs/promises'
import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { copyToPart, type DownloadFault, downloadToPart, dropPart, type Transfer } from '@maskmirror/system'
import { diskError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'

export interface DownloadOptions {
  /** Exact size; null when not known. A longer answer is stopped. */
  readonly bytes: number | null
  readonly signal?: AbortSignal | undefined
  /** `done` and `total` are bytes; total is 0 while the size is unknown. */
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/**
 * Fetches an address into `path`, which appears only when it is whole. An interrupted transfer leaves `path.part`, of which the
 * next one asks for the rest where the server still has this version.
 *
 * @throws DatasetError `download-failed`, `wrong-size`, `disk-full`, `unwritable-directory`; the signal's reason when aborted
 */
export async function downloadFile(address: string, path: string, options: DownloadOptions): Promise<void> {
  const part = `${path}.part`
  await downloadToPart(address, part, { ...transferOf('fetch', part, options), bytes: options.bytes })
  await rename(part, path)
  await dropPart(part)
}

/** Copies a file of a mirror folder to `path`, which appears only when it is whole. */
export async function copyFromMirror(source: string, path: string, options: DownloadOptions): Promise<void> {
  const part = `${path}.part`
  await copyToPart(source, part, transferOf('copy', part, options))
  await rename(part, path)
}

function transferOf(stage: string, part: string, { signal, onProgress, clockMs }: DownloadOptions): Transfer {
  let advance = (_count: number) => {}
  return {
    signal,
    onStart: (already, total) => {
      const meter = createProgressMeter(stage, total ?? 0, onProgress, clockMs)
      if (already > 0) meter.skip(already)
      advance = meter.advance
    },
    onBytes: (count) => advance(count),
    errorOf: (fault) => errorOf(fault, part),
  }
}

function errorOf({ kind, message, details, cause }: DownloadFault, part: string): DatasetError {
  if (kind === 'disk') return diskError(part, cause)
  return new DatasetError({ code: kind === 'wrong-size' ? kind : 'download-failed', message, details, cause })
}
