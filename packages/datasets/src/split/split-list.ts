import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { csvLine } from '#adapters/csv-line.ts'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { readCsv } from '#folder/read-csv.ts'
import { selectPhotos } from '#select-photos.ts'
import { checksumOfPeople, type SplitPerson } from './split-people.ts'

/** The people of a set that take part. */
export interface PartOfSplit {
  readonly part: string
  readonly people: ReadonlySet<string>
  /** Over the names alone. */
  readonly checksum: string
}

/** The list as CSV: header `dataset,person,part,photos`. */
export function splitList(people: readonly SplitPerson[]): string {
  const lines = people.map(({ dataset, person, part, photos }) => csvLine([dataset, person, part, String(photos)]))
  return [csvLine(['dataset', 'person', 'part', 'photos']), ...lines].join('')
}

/**
 * Reads who of a set is in a part.
 *
 * @param path CSV with the header `dataset,person,part` in any order and any further columns
 * @throws DatasetError `bad-split`, naming the line: a person in two parts, one of the set who is in none, a part that is not there
 */
export async function readPartOfSplit(
  path: string,
  part: string,
  dataset: Pick<Dataset, 'name' | 'photos'>,
): Promise<PartOfSplit> {
  const bad = (message: string, cause?: unknown) =>
    new DatasetError({ code: 'bad-split', message, details: { path }, ...(cause === undefined ? {} : { cause }) })
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw bad(`Expected to read the list ${path} but ${cause.message}`, cause)
  })
  const file = basename(path)
  const parts = new Map<string, string>()
  for (const { line, cell } of readCsv(text, file, 'bad-split', ['dataset', 'person', 'part'])) {
    if (cell('dataset') !== dataset.name) continue
    const before = parts.get(cell('person'))
    if (before !== undefined) {
      throw bad(`${file}, line ${line}: expected each person once but ${cell('person')} is in ${before} already`)
    }
    parts.set(cell('person'), cell('part'))
  }
  const missing = dataset.photos.find(({ person }) => !parts.has(person))
  if (missing !== undefined) {
    throw bad(`Expected every person of ${dataset.name} in ${file} but ${missing.person} is not there`)
  }
  const people = [...parts].filter(([, of]) => of === part).map(([person]) => person)
  if (people.length === 0) {
    const known = [...new Set(parts.values())].join(', ')
    throw bad(`Expected part to be one of ${file} (${known}) but received ${JSON.stringify(part)}`)
  }
  return { part, people: new Set(people), checksum: checksumOfPeople(people) }
}

/** The set with the people of one part alone. */
export function selectPart(dataset: Dataset, { part, people }: PartOfSplit): Dataset {
  const { dataset: kept, lostPairs } = selectPhotos(dataset, ({ person }) => people.has(person))
  const lost = lostPairs === 0 ? '' : ` ${lostPairs} listed pairs name others.`
  return { ...kept, notes: [...dataset.notes, `The ${people.size} people of the part ${part}.${lost}`] }
}
