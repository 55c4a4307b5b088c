import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { InferenceError } from '../error.ts'

export interface Transfer {
  /** Called once with the bytes that were there before and the size of the whole file, null when unknown. */
  onStart(already: number, total: number | null): void
  onBytes(count: number): void
  readonly signal?: AbortSignal | undefined
}

/** Copies a file from the mirror folder. */
export async function copyToPart(source: string, part: string, transfer: Transfer): Promise<void> {
  transfer.onStart(0, (await stat(source)).size)
  await writeChunks(createReadStream(source), part, 'w', transfer)
}

/**
 * Fetches an address into a file; bytes that are there already are kept and the rest is asked for by an HTTP range.
 *
 * @throws InferenceError `offline` when no answer came, `download-failed` for a bad answer or an interrupted one
 */
export async function fetchToPart(
  address: string,
  part: string,
  fetchFile: typeof fetch,
  transfer: Transfer,
): Promise<void> {
  const already = (await stat(part).catch(() => null))?.size ?? 0
  const headers: Record<string, string> = already > 0 ? { range: `bytes=${already}-` } : {}
  const signal = transfer.signal ?? null
  const response = await fetchFile(address, { headers, signal }).catch((cause: unknown) => {
    transfer.signal?.throwIfAborted()
    throw new InferenceError({ code: 'offline', message: `No answer from ${address}`, details: { address }, cause })
  })
  if (response.status === 416 && already > 0) {
    // nothing after these bytes: they are the whole file, or not a part of it; the checksum decides
    await response.body?.cancel()
    transfer.onStart(already, already)
    return
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    throw new InferenceError({
      code: 'download-failed',
      message: `Expected ${address} to answer with the file but it answered ${response.status} ${response.statusText}`,
      details: { address, status: response.status },
    })
  }
  const resumed = response.status === 206 ? already : 0
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  transfer.onStart(resumed, Number.isFinite(length) ? resumed + length : null)
  try {
    await writeChunks(response.body, part, resumed > 0 ? 'a' : 'w', transfer)
  } catch (cause) {
    transfer.signal?.throwIfAborted()
    const kept = (await stat(part).catch(() => null))?.size ?? 0
    throw new InferenceError({
      code: 'download-failed',
      message: `Expected the whole file from ${address} but the transfer broke off after ${kept} bytes (${cause instanceof Error ? cause.message : String(cause)}); pull again to continue there`,
      details: { address, kept },
      cause,
    })
  }
}

/** Removes what a pull has left, when it turned out not to be a part of the right file. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true })
}

/** Every chunk that came is on disk before the next one is asked for, so that a broken transfer loses nothing. */
async function writeChunks(
  chunks: AsyncIterable<Uint8Array>,
  part: string,
  flags: 'a' | 'w',
  transfer: Transfer,
): Promise<void> {
  const file = await open(part, flags)
  try {
    for await (const chunk of chunks) {
      transfer.signal?.throwIfAborted()
      await file.appendFile(chunk)
      transfer.onBytes(chunk.length)
    }
  } finally {
    await file.close()
  }
}
