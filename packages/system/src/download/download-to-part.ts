import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { ErrorOfFault, Transfer } from './download-fault.ts'
import { fetchFollowing } from './fetch-following.ts'
import { beginPart, dropPart, forgetVersion, type KnownPart, knownPart } from './part-state.ts'

export interface DownloadOptions extends Transfer {
  /** Exact size; null when not known. A longer answer is stopped. */
  readonly bytes: number | null
  /**
   * Whether a checksum decides afterwards about the whole. Then also a part is gone on with of which the server did not say
   * which version it is, and one after which nothing comes counts as whole. Default false.
   */
  readonly isCheckedAfterwards?: boolean
  /** Default the system's. */
  readonly fetch?: typeof fetch
}

/**
 * Fetches an address into a part of a file. An interrupted transfer leaves it, and beside it what the server called that
 * version (a strong ETag); the next one asks for the rest of this version alone, and begins anew where the server has
 * another one. When it is done the part is whole and flushed; `dropPart` removes what is noted beside it once the part is
 * renamed.
 *
 * @throws what `errorOf` makes; the signal's reason when aborted
 */
export async function downloadToPart(address: string, part: string, options: DownloadOptions): Promise<void> {
  const { bytes, signal, isCheckedAfterwards = false, errorOf, onStart } = options
  const found = await knownPart(part, address)
  const known = found !== null && (found.etag !== null || isCheckedAfterwards) ? found : null
  const response = await fetchFollowing(address, {
    ...{ headers: rangeOf(known), fetch: options.fetch ?? fetch, signal, errorOf },
  })
  if (response.status === 416 && known !== null) {
    // nothing comes after these bytes, and whether they are the whole file nobody says
    await response.body?.cancel()
    if (isCheckedAfterwards) {
      onStart(known.size, known.size)
      return
    }
    await dropPart(part)
    return downloadToPart(address, part, options)
  }
  const isRest = known !== null && response.status === 206 && isRestOf(response, known)
  try {
    if (!isRest && response.status !== 200) throw refused(address, response, errorOf)
    const already = isRest ? known.size : 0
    const announced = lengthOf(response)
    const total = announced === null ? bytes : already + announced
    if (bytes !== null && total !== bytes) {
      await dropPart(part)
      throw wrongSize(address, bytes, total, errorOf)
    }
    if (!isRest) await onDisk(part, errorOf, () => beginPart(part, address, response.headers.get('etag')))
    onStart(already, total)
    // an answer that has a length and ends before it is an error of fetch itself
    const received = await writeChunks(response.body ?? [], part, { ...options, already, address })
    if (bytes !== null && received !== bytes) throw brokenOff(address, received, null, errorOf)
  } catch (cause) {
    await response.body?.cancel().catch(() => undefined) // it may have broken off
    throw cause
  }
}

/** Copies a file of a mirror folder. @throws what `errorOf` makes of `disk`; the signal's reason when aborted */
export async function copyToPart(source: string, part: string, transfer: Transfer): Promise<void> {
  const { size } = await stat(source)
  transfer.onStart(0, size)
  await onDisk(part, transfer.errorOf, () => forgetVersion(part))
  const chunks = createReadStream(source) as AsyncIterable<Buffer>
  await writeChunks(chunks, part, { ...transfer, bytes: null, already: 0, address: source })
}

/** Every chunk that came is with the system before the next one is asked for, so that a broken transfer loses nothing. */
async function writeChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  part: string,
  options: Transfer & { readonly bytes: number | null; readonly already: number; readonly address: string },
): Promise<number> {
  const { bytes, already, address, signal, errorOf, onBytes } = options
  const file = await onDisk(part, errorOf, () => open(part, already > 0 ? 'a' : 'w'))
  let received = already
  let fault: Error | null = null
  const keep = (work: () => Promise<void>) =>
    onDisk(part, errorOf, work).catch((error: Error) => {
      fault = error
      throw error
    })
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted()
      received += chunk.length
      if (bytes !== null && received > bytes) {
        fault = wrongSize(address, bytes, received, errorOf)
        throw fault
      }
      await keep(() => file.appendFile(chunk))
      onBytes(chunk.length)
    }
    await keep(() => file.sync())
    return received
  } catch (cause) {
    signal?.throwIfAborted()
    if (fault !== null) throw fault
    throw brokenOff(address, (await stat(part).catch(() => null))?.size ?? 0, cause, errorOf)
  } finally {
    await file.close()
    if (bytes !== null && received > bytes) await dropPart(part)
  }
}

async function onDisk<Value>(part: string, errorOf: ErrorOfFault, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    throw errorOf({
      kind: 'disk',
      message: `Expected to write ${part} but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { path: part },
      cause,
    })
  }
}

function rangeOf(known: KnownPart | null): Record<string, string> {
  if (known === null) return {}
  const range = `bytes=${known.size}-`
  return known.etag === null ? { range } : { range, 'if-range': known.etag }
}

function isRestOf(response: Response, { size, etag }: KnownPart): boolean {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return start === undefined ? etag === null : Number(start) === size
}

/** Null also where the body is compressed on the way, because the length is then another one. */
function lengthOf(response: Response): number | null {
  if ((response.headers.get('content-encoding') ?? 'identity') !== 'identity') return null
  const length = response.headers.get('content-length')
  return length === null ? null : Number(length)
}

function refused(address: string, { status, statusText }: Response, errorOf: ErrorOfFault): Error {
  return errorOf({
    kind: 'refused',
    message: `Expected ${address} to answer with the file but it answered ${status} ${statusText}`,
    details: { address, status },
  })
}

function wrongSize(address: string, expected: number, found: number | null, errorOf: ErrorOfFault): Error {
  return errorOf({
    kind: 'wrong-size',
    message: `Expected ${expected} bytes from ${address} but it has ${found ?? 'another size'}`,
    details: { address, expected, found },
  })
}

function brokenOff(address: string, kept: number, cause: unknown, errorOf: ErrorOfFault): Error {
  const why = cause === null ? '' : ` (${cause instanceof Error ? cause.message : String(cause)})`
  return errorOf({
    kind: 'broken-off',
    message: `Expected the whole file from ${address} but the transfer broke off after ${kept} bytes${why}; pull again to continue there`,
    details: { address, kept },
    cause,
  })
}
