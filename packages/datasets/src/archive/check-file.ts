import { readFile, stat, writeFile } from 'node:fs/promises'
import { sha256OfFile } from '@maskmirror/system'
import { diskError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import type { ManifestFile } from '#manifest/dataset-manifest.ts'

/**
 * Checks a fetched file against its manifest; where that names no checksum, against the one that a person has accepted, which
 * is kept beside the file in the format of the sha256sum program.
 *
 * @param accepted what the person accepts now
 * @returns the checksum
 * @throws DatasetError `wrong-size`, `wrong-checksum`, `unconfirmed-checksum`
 */
export async function checkFile(
  file: Pick<ManifestFile, 'name' | 'bytes' | 'sha256'>,
  path: string,
  options: { accepted?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const { size } = await stat(path)
  if (file.bytes !== null && size !== file.bytes) {
    throw new DatasetError({
      code: 'wrong-size',
      message: `Expected ${path} to have ${file.bytes} bytes but it has ${size}`,
      details: { path, expected: file.bytes, size },
    })
  }
  const found = await sha256OfFile(path, options.signal)
  const record = `${path}.sha256`
  const expected = file.sha256 ?? options.accepted ?? (await recorded(record))
  if (expected === null) {
    throw new DatasetError({
      code: 'unconfirmed-checksum',
      message: `Expected a confirmed checksum for ${path}, since no manifest names one. It has sha256 ${found}: compare that with a source you trust and run again with --sha256 ${found}`,
      details: { path, found },
    })
  }
  if (found !== expected) {
    throw new DatasetError({
      code: 'wrong-checksum',
      message: `Expected ${path} to have sha256 ${expected} but it has ${found}`,
      details: { path, expected, found },
    })
  }
  if (file.sha256 === null && options.accepted !== undefined) {
    await writeFile(record, `${found}  ${file.name}\n`).catch((cause: unknown) => {
      throw diskError(record, cause)
    })
  }
  return found
}

async function recorded(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return /^[0-9a-f]{64}(?=\s|$)/.exec(text)?.[0] ?? null
}
