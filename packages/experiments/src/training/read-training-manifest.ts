import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ExperimentError } from '../error.ts'

/** Who and what a model was trained on, and what of it may be in the test. */
export interface TrainingManifest {
  readonly people: readonly string[]
  /** SHA-256 of picture files, hexadecimal, lower case. */
  readonly pictures: readonly string[]
  /** Names of people and SHA-256 of pictures that may be in both, sorted. */
  readonly allowed: readonly string[]
  /** SHA-256 of the file. */
  readonly checksum: string
}

/**
 * Reads a training manifest: UTF-8 text with one entry a line, `person`, `person,sha256` or `,sha256`, where the second is the
 * SHA-256 of a picture file. Empty lines, lines that start with `#` and a header `person` or `person,sha256` are skipped.
 *
 * @param request.manifest path of the file
 * @throws ExperimentError `training-manifest-unreadable`, `training-manifest-malformed` with the line
 */
export async function readTrainingManifest(request: {
  readonly manifest: string
  readonly allowed: readonly string[]
}): Promise<TrainingManifest> {
  const { manifest } = request
  const bytes = await readFile(manifest).catch((cause: unknown) => {
    throw new ExperimentError({
      code: 'training-manifest-unreadable',
      message: `Expected training.manifest to be a readable file but received ${JSON.stringify(manifest)}`,
      details: { manifest },
      cause,
    })
  })
  return {
    ...parseTrainingManifest(bytes.toString('utf8')),
    allowed: [...new Set(request.allowed)].sort(),
    checksum: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** @throws ExperimentError `training-manifest-malformed` */
export function parseTrainingManifest(text: string): Pick<TrainingManifest, 'people' | 'pictures'> {
  const people = new Set<string>()
  const pictures = new Set<string>()
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  for (const [i, line] of lines.entries()) {
    const entry = line.trim()
    if (entry === '' || entry.startsWith('#') || (i === 0 && /^person(,sha256)?$/.test(entry))) continue
    const [, person, picture] = /^([^,\0]*)(?:,([0-9a-f]{64}))?$/i.exec(entry) ?? []
    if (person === undefined) {
      throw new ExperimentError({
        code: 'training-manifest-malformed',
        message: `Expected line ${i + 1} of the training manifest to be person, or person,SHA-256 of a picture, but received ${JSON.stringify(entry.slice(0, 80))}`,
        details: { line: i + 1 },
      })
    }
    if (person.trim() !== '') people.add(person.trim())
    if (picture !== undefined) pictures.add(picture.toLowerCase())
  }
  if (people.size + pictures.size === 0) {
    throw new ExperimentError({
      code: 'training-manifest-malformed',
      message: 'Expected the training manifest to name at least one person or picture but it names none',
    })
  }
  return { people: [...people], pictures: [...pictures] }
}
