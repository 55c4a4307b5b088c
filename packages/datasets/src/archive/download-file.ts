import { createReadStream } from 'node:fs'
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { z } from 'zod'
import { diskError, isSystemError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import { fetchFollowing } from './fetch-following.ts'

export interface DownloadOptions {
  /** Exact size; null when not known. A longer answer is stopped. */
  readonly bytes: number | null
  readonly signal?: AbortSignal | undefined
  /** `done` and `total` are bytes; total is 0 while the size is unknown. */
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/** What the bytes in a part file belong to. A part without it is fetched anew. */
const PartStateSchema = z.object({ address: z.string(), etag: z.string() })

/**
 * Fetches an address into `path`, which appears only when it is whole. An interrupted transfer leaves `path.part` and what the
 * server called that version (a strong ETag); the next one asks for the rest of this version alone, and begins anew where
 * the server has another one or named none.
 *
 * @throws DatasetError `download-failed`, `wrong-size`, `disk-full`, `unwritable-directory`; the signal's reason when aborted
 */
export async function downloadFile(address: string, path: string, options: DownloadOptions): Promise<void> {
  const { bytes, signal, onProgress, clockMs } = options
  const part = `${path}.part`
  const known = await knownPart(part, address)
  const headers = known === null ? {} : { range: `bytes=${known.size}-`, 'if-range': known.etag }
  const response = await fetchFollowing(address, { headers, signal })
  if (response.status === 416 && known !== null) {
    // nothing comes after these bytes, and whether they are the whole file nobody says
    await response.body?.cancel()
    await dropPart(part)
    return downloadFile(address, path, options)
  }
  try {
    const isRest = response.status === 206 && known !== null && startOfRange(response) === known.size
    if (!isRest && response.status !== 200) throw refused(address, response)
    const already = isRest ? known.size : 0
    const announced = lengthOf(response)
    const total = announced === null ? bytes : already + announced
    if (bytes !== null && total !== bytes) throw wrongSize(address, bytes, total)
    const meter = createProgressMeter('fetch', total ?? 0, onProgress, clockMs)
    if (already > 0) meter.skip(already)
    const etag = response.headers.get('etag')
    await keepState(part, isRest || etag === null || etag.startsWith('W/') ? null : { address, etag }, isRest)
    const file = await open(part, isRest ? 'a' : 'w').catch((cause: unknown) => {
      throw diskError(part, cause)
    })
    let received = already
    try {
      // an answer that has a length and ends before it is an error of fetch itself
      for await (const chunk of response.body ?? []) {
        signal?.throwIfAborted()
        received += chunk.length
        if (bytes !== null && received > bytes) throw wrongSize(address, bytes, received)
        await append(file, chunk, part)
        meter.advance(chunk.length)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    if (bytes !== null && received !== bytes) throw brokenOff(address, received, null)
  } catch (cause) {
    await response.body?.cancel().catch(() => undefined) // it may have broken off
    signal?.throwIfAborted()
    if (cause instanceof DatasetError) {
      if (cause.code === 'wrong-size') await dropPart(part)
      throw cause
    }
    throw brokenOff(address, (await stat(part).catch(() => null))?.size ?? 0, cause)
  }
  await rename(part, path)
  await rm(stateOf(part), { force: true })
}

/** Copies a file of a mirror folder to `path`, which appears only when it is whole. */
export async function copyFromMirror(source: string, path: string, options: DownloadOptions): Promise<void> {
  const { signal, onProgress, clockMs } = options
  const part = `${path}.part`
  const { size } = await stat(source)
  const meter = createProgressMeter('copy', size, onProgress, clockMs)
  const file = await open(part, 'w').catch((cause: unknown) => {
    throw diskError(part, cause)
  })
  try {
    for await (const chunk of createReadStream(source) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted()
      await append(file, chunk, part)
      meter.advance(chunk.length)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}

async function append(file: FileHandle, chunk: Uint8Array, part: string): Promise<void> {
  try {
    await file.appendFile(chunk)
  } catch (cause) {
    throw isSystemError(cause) ? diskError(part, cause) : cause
  }
}

/** Bytes that can be continued: of the same address, with the version that the server named. */
async function knownPart(part: string, address: string): Promise<{ size: number; etag: string } | null> {
  const size = (await stat(part).catch(() => null))?.size ?? 0
  if (size === 0) return null
  const text = await readFile(stateOf(part), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const state = PartStateSchema.safeParse(JSON.parse(text)).data
    return state?.address === address ? { size, etag: state.etag } : null
  } catch {
    return null // cut short: as if it were not there
  }
}

async function keepState(part: string, state: z.infer<typeof PartStateSchema> | null, isRest: boolean): Promise<void> {
  if (isRest) return
  try {
    // the old bytes must not meet a new state, nor new bytes an old one
    await rm(part, { force: true })
    if (state === null) await rm(stateOf(part), { force: true })
    else await writeFile(stateOf(part), JSON.stringify(state))
  } catch (cause) {
    throw diskError(part, cause)
  }
}

async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true })
  await rm(stateOf(part), { force: true })
}

function stateOf(part: string): string {
  return `${part}.json`
}

function startOfRange(response: Response): number | null {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return start === undefined ? null : Number(start)
}

/** Null also where the body is compressed on the way, because the length is then another one. */
function lengthOf(response: Response): number | null {
  if ((response.headers.get('content-encoding') ?? 'identity') !== 'identity') return null
  const length = response.headers.get('content-length')
  return length === null ? null : Number(length)
}

function refused(address: string, { status, statusText }: Response): DatasetError {
  return new DatasetError({
    code: 'download-failed',
    message: `Expected ${address} to answer with the file but it answered ${status} ${statusText}`,
    details: { address, status },
  })
}

function wrongSize(address: string, expected: number, found: number | null): DatasetError {
  return new DatasetError({
    code: 'wrong-size',
    message: `Expected ${expected} bytes from ${address} but it has ${found ?? 'another size'}`,
    details: { address, expected, found },
  })
}

function brokenOff(address: string, kept: number, cause: unknown): DatasetError {
  const why = cause === null ? '' : ` (${cause instanceof Error ? cause.message : String(cause)})`
  return new DatasetError({
    code: 'download-failed',
    message: `Expected the whole file from ${address} but the transfer broke off after ${kept} bytes${why}; the same command continues there`,
    details: { address, kept },
    cause,
  })
}
