import { DatasetError } from '#error.ts'

/** How far an archive is followed. Photos hardly compress, so a large ratio is no archive of photos. */
export interface UnpackLimits {
  /** Files and folders; default 5,000,000. */
  readonly maxEntries: number
  /** All files together; default 1 TiB. */
  readonly maxBytes: number
  /** All files together against the archive, counted beyond the first `freeBytes`; default 20. */
  readonly maxRatio: number
  /** Text lists compress well: so much is never held against an archive; default 64 MiB. */
  readonly freeBytes: number
}

/** Our choice: twice the largest public set of faces. */
export const usualLimits: UnpackLimits = {
  maxEntries: 5_000_000,
  maxBytes: 2 ** 40,
  maxRatio: 20,
  freeBytes: 64 * 2 ** 20,
}

/** Counts what comes out of an archive and stops at a limit. */
export interface UnpackMeter {
  /** @throws DatasetError `hostile-archive` */
  addEntry(): void
  /** @throws DatasetError `hostile-archive` */
  addBytes(count: number): void
}

/**
 * @param archive path, for messages
 * @param archiveBytes size of the archive
 */
export function createUnpackMeter(archive: string, archiveBytes: number, limits: UnpackLimits): UnpackMeter {
  const { maxEntries, maxBytes, maxRatio, freeBytes } = limits
  let entries = 0
  let bytes = 0
  const beyond = (rule: string) =>
    new DatasetError({
      code: 'hostile-archive',
      message: `Expected ${archive} to hold ${rule} but there is more. Nothing of it is kept`,
      details: { archive, entries, bytes },
    })
  return {
    addEntry: () => {
      entries++
      if (entries > maxEntries) throw beyond(`at most ${maxEntries} entries`)
    },
    addBytes: (count) => {
      bytes += count
      if (bytes > maxBytes) throw beyond(`at most ${maxBytes} bytes`)
      if (bytes > freeBytes + maxRatio * archiveBytes) {
        throw beyond(`at most ${maxRatio} times its own size of ${archiveBytes} bytes`)
      }
    },
  }
}
