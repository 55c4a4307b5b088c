import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { byCodeUnit } from '#code-unit-order.ts'
import { DatasetError } from '#error.ts'
import { type DatasetManifest, DatasetManifestSchema } from './dataset-manifest.ts'

/** The manifests that come with the program. */
const ownFolder = fileURLToPath(new URL('../../../../datasets', import.meta.url))

/**
 * Reads every `NAME.json` of a folder of manifests.
 *
 * @param folder default: the repository's `datasets/`
 * @returns sorted by name
 * @throws DatasetError `bad-manifest`, naming the file
 */
export async function readManifests(folder: string = ownFolder): Promise<DatasetManifest[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort(byCodeUnit)
  return Promise.all(names.map((name) => readManifest(folder, name)))
}

/**
 * @param name of the set
 * @param folder default: the repository's `datasets/`
 * @throws DatasetError `unknown-manifest` with the known names, `bad-manifest`
 */
export async function findManifest(name: string, folder: string = ownFolder): Promise<DatasetManifest> {
  const manifests = await readManifests(folder)
  const found = manifests.find((manifest) => manifest.name === name)
  if (found !== undefined) return found
  throw new DatasetError({
    code: 'unknown-manifest',
    message: `Expected the name of a manifest (${manifests.map((manifest) => manifest.name).join(', ')}) but received ${JSON.stringify(name)}`,
    details: { name },
  })
}

async function readManifest(folder: string, file: string): Promise<DatasetManifest> {
  const path = join(folder, file)
  const bad = (why: string, cause?: unknown) =>
    new DatasetError({
      code: 'bad-manifest',
      message: `Expected ${path} to be a manifest but ${why}`,
      details: { path },
      ...(cause === undefined ? {} : { cause }),
    })
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw bad(cause instanceof Error ? cause.message : String(cause), cause)
  }
  const parsed = DatasetManifestSchema.safeParse(content)
  if (!parsed.success) throw bad(z.prettifyError(parsed.error), parsed.error)
  if (file !== `${parsed.data.name}.json`) throw bad(`it names ${parsed.data.name}`)
  return parsed.data
}
