import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { byCodeUnit } from '#code-unit-order.ts'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { readCsv } from '#folder/read-csv.ts'
import { selectPhotos } from '#select-photos.ts'

/** A list that a person has gone through: which photos of a set are not to be used. */
export interface Exclusions {
  /** Photo ids in code-unit order. */
  readonly photos: readonly string[]
  /** Lines of the set that nobody has decided: their photos stay. */
  readonly undecided: number
  /** Over the photos alone: equal decisions have equal checksums, whatever else the list says. */
  readonly checksum: string
}

/**
 * Reads a reviewed list: CSV with the header `dataset,file,exclude` in any order and any further columns. `exclude` is 1 or 0,
 * or empty while nobody has decided. A photo may occur several times, once for each problem; one 1 excludes it.
 *
 * @param file name for messages
 * @param dataset whose lines are taken; lines of other sets are left alone
 * @throws DatasetError `bad-exclusions` or `absent-photo`, naming the line
 */
export function parseExclusions(text: string, file: string, dataset: Pick<Dataset, 'name' | 'photos'>): Exclusions {
  const known = new Set(dataset.photos.map(({ id }) => id))
  const photos = new Set<string>()
  let undecided = 0
  for (const { line, cell } of readCsv(text, file, 'bad-exclusions', ['dataset', 'file', 'exclude'])) {
    if (cell('dataset') !== dataset.name) continue
    const [id, decision] = [cell('file'), cell('exclude')]
    if (!known.has(id)) {
      throw new DatasetError({
        code: 'absent-photo',
        message: `${file}, line ${line}: expected a photo of ${dataset.name} but ${id} is not there`,
        details: { file, line, photo: id },
      })
    }
    if (!['0', '1', ''].includes(decision)) {
      throw new DatasetError({
        code: 'bad-exclusions',
        message: `${file}, line ${line}: expected exclude to be 0, 1 or empty but received ${JSON.stringify(decision)}`,
        details: { file, line },
      })
    }
    if (decision === '1') photos.add(id)
    if (decision === '') undecided++
  }
  const sorted = [...photos].sort(byCodeUnit)
  return { photos: sorted, undecided, checksum: createHash('sha256').update(canonicalJson(sorted)).digest('hex') }
}

/**
 * Reads the reviewed list of a file, see {@link parseExclusions}.
 *
 * @throws DatasetError `bad-exclusions` or `absent-photo`, naming the line
 */
export async function readExclusions(path: string, dataset: Pick<Dataset, 'name' | 'photos'>): Promise<Exclusions> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new DatasetError({
      code: 'bad-exclusions',
      message: `Expected to read the list ${path} but ${cause.message}`,
      details: { path },
      cause,
    })
  })
  return parseExclusions(text, basename(path), dataset)
}

/** The set without the excluded photos and without the pairs that name one of them; its checksum stays that of the whole set. */
export function excludePhotos(dataset: Dataset, { photos: excluded, undecided }: Exclusions): Dataset {
  const out = new Set(excluded)
  const { dataset: kept, lostPairs } = selectPhotos(dataset, ({ id }) => !out.has(id))
  const notes = [
    `${dataset.photos.length - kept.photos.length} of ${dataset.photos.length} photos are excluded by a reviewed list${lostPairs === 0 ? '' : `, and with them ${lostPairs} listed pairs`}.`,
    ...(undecided === 0 ? [] : [`${undecided} lines of that list are not decided; their photos stay.`]),
  ]
  return { ...kept, notes: [...dataset.notes, ...notes] }
}
