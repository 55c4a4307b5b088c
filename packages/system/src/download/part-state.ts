import { readFile, rm, stat, writeFile } from 'node:fs/promises'

/** What is there of a file, and which version of it the server said that was. */
export interface KnownPart {
  readonly size: number
  /** A strong ETag; null where the server named none. */
  readonly etag: string | null
}

/** @returns null where there is nothing, or bytes of another address */
export async function knownPart(part: string, address: string): Promise<KnownPart | null> {
  const size = (await stat(part).catch(() => null))?.size ?? 0
  if (size === 0) return null
  const text = await readFile(stateOf(part), 'utf8').catch(() => null)
  if (text === null) return { size, etag: null }
  try {
    const state: unknown = JSON.parse(text)
    if (state === null || typeof state !== 'object' || !('address' in state) || !('etag' in state)) return null
    return state.address === address && typeof state.etag === 'string' ? { size, etag: state.etag } : null
  } catch {
    return null // cut short
  }
}

/** Begins a part anew: the old bytes must not meet a new version, nor new bytes an old one. */
export async function beginPart(part: string, address: string, etag: string | null): Promise<void> {
  await dropPart(part)
  if (etag !== null && !etag.startsWith('W/')) await writeFile(stateOf(part), JSON.stringify({ address, etag }))
}

/** For bytes that come from elsewhere. */
export async function forgetVersion(part: string): Promise<void> {
  await rm(stateOf(part), { force: true })
}

/** Removes what a transfer left, and what was noted beside it. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true })
  await forgetVersion(part)
}

function stateOf(part: string): string {
  return `${part}.json`
}
