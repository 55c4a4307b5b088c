import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { DatasetError } from '#error.ts'
import { faceGeneratorVersion } from './face-generator-version.ts'
import type { FaceWorld } from './face-world.ts'

/**
 * The folder for the pictures of a seed's world. It does not depend on how many people are asked for: a larger set finds the
 * pictures of a smaller one.
 */
export function cacheFolder(
  cacheDirectory: string,
  { seed, world }: { seed: string | number; world: FaceWorld },
): string {
  const what = canonicalJson({ faceGeneratorVersion, seed: String(seed), world })
  const name = createHash('sha256').update(what).digest('hex').slice(0, 16)
  return join(cacheDirectory, `faces-${faceGeneratorVersion}-${name}`)
}

/**
 * Reads a file, or makes its content and writes it whole: beside the place, then renamed, so that a killed process or a
 * second one leaves no half picture.
 *
 * @throws DatasetError `cache-unwritable`; what `make` throws
 */
export async function readOrMake(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (!isAbsent(cause)) throw unwritable(path, cause)
  }
  const content = await make()
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, content)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {
      // the first failure is the one to tell
    })
    throw unwritable(path, cause)
  }
  return content
}

function isAbsent(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

function unwritable(path: string, cause: unknown): DatasetError {
  return new DatasetError({
    code: 'cache-unwritable',
    message: `Expected to keep generated pictures at ${path} but ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { path },
    cause,
  })
}
