import { readFile, stat } from 'node:fs/promises'
import { sha256OfFile } from '@maskmirror/system'
import type { ModelCard } from '../model-card.ts'
import type { ModelState } from './types.ts'

/** Where the checksum that a user confirmed for a file is kept, in the format of the sha256sum program. */
export function checksumRecordPath(path: string): string {
  return `${path}.sha256`
}

/** What the file must hash to: the card's word, else what the user has confirmed, else null. */
export async function expectedSha256(card: ModelCard, path: string): Promise<string | null> {
  if (card.file.sha256 !== null) return card.file.sha256
  const record = await readFile(checksumRecordPath(path), 'utf8').catch(() => '')
  return /^[0-9a-f]{64}(?=\s|$)/.exec(record)?.[0] ?? null
}

/** State of a file that may be there; `sha256` is null when it is missing or its size alone is wrong. */
export async function inspectFile(
  card: ModelCard,
  path: string,
): Promise<{ state: ModelState; sha256: string | null }> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return { state: 'missing', sha256: null }
  if (card.file.bytes !== null && found.size !== card.file.bytes) return { state: 'wrong-checksum', sha256: null }
  const sha256 = await sha256OfFile(path)
  const expected = await expectedSha256(card, path)
  if (expected === null) return { state: 'unconfirmed', sha256 }
  return { state: sha256 === expected ? 'present' : 'wrong-checksum', sha256 }
}
