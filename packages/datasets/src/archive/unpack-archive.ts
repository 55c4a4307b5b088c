import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { diskError, isSystemError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import type { ArchiveEntry } from './archive-entry.ts'
import { createEntryNames } from './entry-names.ts'
import { readTar } from './read-tar.ts'
import { readZip } from './read-zip.ts'
import { createUnpackMeter, type UnpackLimits, usualLimits } from './unpack-limits.ts'

export interface UnpackOptions {
  readonly kind: 'zip' | 'tar' | 'tar.gz'
  /** Default `usualLimits`. */
  readonly limits?: UnpackLimits
  readonly signal?: AbortSignal | undefined
  /** `done` and `total` are bytes of the archive. */
  readonly onProgress?: ProgressReporter
  /** Monotonic milliseconds; default performance.now. */
  readonly clockMs?: () => number
}

/**
 * Unpacks an archive into a folder that the caller throws away on an error: nothing else may be in it, and what was written
 * before the error stays there. Only files and folders come out; an archive with anything else, with a name that leads
 * elsewhere, twice or to the same file on a system without case, or with more than the limits allow is refused whole.
 *
 * @param target made when missing
 * @throws DatasetError `bad-archive`, `hostile-archive`, `disk-full`, `unwritable-directory`; the signal's reason when aborted
 */
export async function unpackArchive(path: string, target: string, options: UnpackOptions): Promise<{ files: number }> {
  const { kind, signal, limits = usualLimits, onProgress = () => {}, clockMs = () => performance.now() } = options
  const size = await stat(path).then(
    (stats) => stats.size,
    (cause: unknown) => {
      throw badArchive(path, kind, cause)
    },
  )
  const names = createEntryNames(path)
  const meter = createUnpackMeter(path, size, limits)
  const progress = createProgressMeter('unpack', size, onProgress, clockMs)
  const reading = { onBytes: progress.advance, signal }
  const entries = kind === 'zip' ? readZip(path, reading) : readTar(path, { ...reading, gzip: kind === 'tar.gz' })
  let files = 0
  try {
    await write(() => mkdir(target, { recursive: true }), target)
    for await (const entry of entries) {
      signal?.throwIfAborted()
      meter.addEntry()
      const kept = names.accept(entry.name, kindOf(entry, path))
      if (entry.kind === 'folder') {
        if (kept !== null) await write(() => mkdir(join(target, kept), { recursive: true }), join(target, kept))
      } else if (kept !== null) {
        await writeEntry(entry, join(target, kept), meter.addBytes)
        files++
      }
    }
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof DatasetError) throw cause
    throw badArchive(path, kind, cause)
  }
  return { files }
}

function kindOf({ kind, name }: ArchiveEntry, archive: string): 'file' | 'folder' {
  if (kind !== 'other') return kind
  throw new DatasetError({
    code: 'hostile-archive',
    message: `Expected files and folders only in ${archive} but ${JSON.stringify(name)} is a link or a device. Nothing of it is kept`,
    details: { archive, name },
  })
}

async function writeEntry({ content }: ArchiveEntry, path: string, onBytes: (count: number) => void): Promise<void> {
  await write(() => mkdir(dirname(path), { recursive: true }), path)
  const file = await write(() => open(path, 'wx', 0o644), path)
  try {
    for await (const chunk of content) {
      onBytes(chunk.length)
      await write(() => file.writeFile(chunk), path)
    }
  } finally {
    await file.close()
  }
}

/** What goes wrong here is the disk's fault, not the archive's. */
async function write<Value>(work: () => Promise<Value>, path: string): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    throw isSystemError(cause) ? diskError(path, cause) : cause
  }
}

function badArchive(path: string, kind: string, cause: unknown): DatasetError {
  return new DatasetError({
    code: 'bad-archive',
    message: `Expected ${path} to be a whole ${kind} archive but ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { path },
    cause,
  })
}
