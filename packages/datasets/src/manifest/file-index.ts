import type { Dirent } from 'node:fs'
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { sha256OfFile } from '@maskmirror/system'
import { byCodeUnit } from '#code-unit-order.ts'
import { diskError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import { mapAtOnce } from '#map-at-once.ts'
import { readingFrom } from '#reading-from.ts'

/** SHA-256 of every file of a set, by its posix path inside the set. */
export type FileIndex = ReadonlyMap<string, string>

/** What has become of the files of an index; each list is sorted. */
export interface IndexDifferences {
  readonly same: number
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  readonly added: readonly string[]
}

interface HashOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/** Enough to keep the disk busy while one core hashes. */
const readsAtOnce = 8

/**
 * Hashes every file of a folder, hidden ones too, or one file alone. A link to a file counts as that file; one to a folder is not followed.
 *
 * @throws DatasetError `folder-unreadable`; the signal's reason when aborted
 */
export async function hashTree(root: string, options: HashOptions): Promise<FileIndex> {
  const { signal, onProgress, clockMs } = options
  const isFile = await readingFrom(root, 'folder-unreadable', () => stat(root).then((stats) => stats.isFile()))
  const files = isFile ? [basename(root)] : await listFiles(root)
  const top = isFile ? dirname(root) : root
  const meter = createProgressMeter('hash files', files.length, onProgress, clockMs)
  meter.skip(0)
  const hash = async (file: string) => {
    const path = join(top, file)
    const sha256 = await readingFrom(path, 'folder-unreadable', () => sha256OfFile(path))
    meter.advance(1)
    return sha256
  }
  const hashes = await mapAtOnce(files, readsAtOnce, hash, signal)
  return new Map(files.map((file, i) => [file, hashes[i]!]))
}

/**
 * Keeps an index in one step.
 *
 * @throws DatasetError `disk-full` or `unwritable-directory`
 */
export async function writeFileIndex(path: string, index: FileIndex): Promise<void> {
  const lines = [...index].map(([file, sha256]) => {
    const isPlain = !/[\\\n\r]/.test(file)
    // as the sha256sum program writes names that a line cannot hold
    return isPlain ? `${sha256}  ${file}\n` : `\\${sha256}  ${escaped(file)}\n`
  })
  try {
    await writeFile(`${path}.part`, lines.join(''))
    await rename(`${path}.part`, path)
  } catch (cause) {
    throw diskError(path, cause)
  }
}

/**
 * Reads an index in the format of the sha256sum program.
 *
 * @throws DatasetError `bad-index`, naming the line
 */
export async function readFileIndex(path: string): Promise<FileIndex> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new DatasetError({
      code: 'bad-index',
      message: `Expected to read the index ${path} but ${cause.message}`,
      details: { path },
      cause,
    })
  })
  const index = new Map<string, string>()
  for (const [i, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [, mark, sha256, file] = /^(\\?)([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
    const name = mark === '\\' ? unescaped(file!) : file
    if (sha256 === undefined || name === undefined || index.has(name)) {
      throw new DatasetError({
        code: 'bad-index',
        message: `${path}, line ${i + 1}: expected a checksum and a file that was not there before but received ${JSON.stringify(line)}`,
        details: { path, line: i + 1 },
      })
    }
    index.set(name, sha256)
  }
  return index
}

export function compareIndexes(then: FileIndex, now: FileIndex): IndexDifferences {
  const missing: string[] = []
  const changed: string[] = []
  for (const [file, sha256] of then) {
    const found = now.get(file)
    if (found === undefined) missing.push(file)
    else if (found !== sha256) changed.push(file)
  }
  const added = [...now.keys()].filter((file) => !then.has(file))
  return {
    same: then.size - missing.length - changed.length,
    missing: missing.sort(byCodeUnit),
    changed: changed.sort(byCodeUnit),
    added: added.sort(byCodeUnit),
  }
}

async function listFiles(root: string): Promise<string[]> {
  const files: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readingFrom(folder, 'folder-unreadable', () =>
      readdir(folder, { withFileTypes: true }),
    )) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await walk(path)
      else if (await isFileOrLinkToOne(path, entry)) files.push(relative(root, path).split(sep).join('/'))
    }
  }
  await walk(root)
  return files.sort(byCodeUnit)
}

async function isFileOrLinkToOne(path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile()
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false, // it leads nowhere
  )
}

function escaped(file: string): string {
  return file.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

function unescaped(file: string): string {
  return file.replaceAll(/\\(.)/g, (_, letter: string) => ({ n: '\n', r: '\r' })[letter] ?? letter)
}
