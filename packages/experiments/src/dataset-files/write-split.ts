import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { type Dataset, type SplitRule, splitList, splitPeople } from '@maskmirror/datasets'
import { writeAtomically } from '@maskmirror/storage'

/** How many of a set are in a part. */
export interface PartCount {
  readonly dataset: string
  readonly part: string
  readonly people: number
  readonly photos: number
}

/** Goes up when the same sets and rule would give another list. */
const splitVersion = 1

/**
 * Splits the people of sets and keeps the list, with what it was made of and how in `PATH.json` beside it.
 *
 * @throws DatasetError `bad-option`, `bad-split`; StorageError `disk-full`, `data-directory`
 */
export async function writeSplit(
  path: string,
  datasets: readonly Dataset[],
  rule: SplitRule,
): Promise<{ counts: readonly PartCount[] }> {
  const people = splitPeople(datasets, rule)
  const counts = datasets.flatMap(({ name }) =>
    rule.parts.map((part): PartCount => {
      const own = people.filter((person) => person.dataset === name && person.part === part)
      return { dataset: name, part, people: own.length, photos: own.reduce((sum, { photos }) => sum + photos, 0) }
    }),
  )
  const list = splitList(people)
  const provenance = {
    splitVersion,
    rule,
    sets: datasets.map(({ name, checksum }) => ({ name, checksum })),
    counts,
    sha256: createHash('sha256').update(list).digest('hex'),
  }
  await writeAtomically(resolve(path), Buffer.from(list))
  await writeAtomically(resolve(`${path}.json`), Buffer.from(`${JSON.stringify(provenance, null, 2)}\n`))
  return { counts }
}
