import type { PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { lfwStem, type NumberedPicture, readLfwPairs } from './lfw-pair-lines.ts'
import { readCsv } from './read-csv.ts'

/** A pair of a list with the line it came from. */
interface ListedPair extends PhotoPair {
  readonly line: number
}

/** The pairs of a published list whose photos are there, and what else it says, in sentences. */
export interface PublishedPairs {
  readonly pairs: PhotoPair[]
  readonly notes: readonly string[]
}

/**
 * Reads LFW's `pairs.txt`, see {@link readLfwPairs}; `name i` is the photo `name/name_000i` with any picture ending.
 *
 * Such lists are published, and copies of their sets are often partial: pairs of photos that are not there are left out and counted.
 *
 * @param persons person by photo id
 * @throws DatasetError `bad-pairs`, naming the line, or `absent-photo` when no pair is left
 */
export function parseLfwPairs(text: string, persons: ReadonlyMap<string, string>): PublishedPairs {
  const file = 'pairs.txt'
  const photoByStem = new Map<string, string>()
  for (const id of persons.keys()) photoByStem.set(id.slice(0, id.lastIndexOf('.')), id)
  const lines = readLfwPairs(text, file)
  const listed = lines.flatMap(({ line, reference, probe, genuine, fold }): ListedPair[] => {
    const find = (picture: NumberedPicture) => photoByStem.get(lfwStem(picture))
    const [a, b] = [find(reference), find(probe)]
    return a === undefined || b === undefined
      ? []
      : [{ line, reference: a, probe: b, genuine, ...(fold === null ? {} : { fold }) }]
  })
  if (listed.length === 0) throw absentPhoto(file, lines[0]!.line, `${lfwStem(lines[0]!.reference)}.jpg`)
  const { pairs, repeated } = checked(file, listed, persons)
  return { pairs, notes: [...partial(file, lines, pairs), ...(repeated === 0 ? [] : [repetitions(file, repeated)])] }
}

/**
 * Reads `pairs.csv`: header `reference,probe,genuine`, photo ids and 0, 1, true or false; further columns become attributes of the pair.
 *
 * @param persons person by photo id
 * @throws DatasetError `bad-pairs` or `absent-photo`, naming the line
 */
export function parseCsvPairs(text: string, persons: ReadonlyMap<string, string>): PhotoPair[] {
  const file = 'pairs.csv'
  const rows = readCsv(text, file, 'bad-pairs', ['reference', 'probe', 'genuine'])
  const listed = rows.map(({ line, cell, others }) => {
    const word = cell('genuine').toLowerCase()
    if (!['0', '1', 'true', 'false'].includes(word)) {
      throw badPairs(file, line, `expected genuine as 0, 1, true or false but received ${JSON.stringify(word)}`)
    }
    const attributes = Object.keys(others).length === 0 ? {} : { attributes: others }
    return {
      line,
      reference: cell('reference'),
      probe: cell('probe'),
      genuine: word === '1' || word === 'true',
      ...attributes,
    }
  })
  if (listed.length === 0) throw badPairs(file, 1, 'expected at least one pair but none follows')
  for (const { line, reference, probe } of listed) {
    for (const id of [reference, probe]) if (!persons.has(id)) throw absentPhoto(file, line, id)
  }
  return checked(file, listed, persons, (line, before) => badPairs(file, line, `repeats the pair of line ${before}`))
    .pairs
}

/** @param repeats the error for a pair that occurs again; without it such pairs stay and are counted */
function checked(
  file: string,
  listed: readonly ListedPair[],
  persons: ReadonlyMap<string, string>,
  repeats?: (line: number, before: number) => DatasetError,
): { pairs: PhotoPair[]; repeated: number } {
  const lineOfPair = new Map<string, number>()
  let repeated = 0
  const pairs = listed.map(({ line, ...pair }) => {
    const { reference, probe, genuine } = pair
    if (reference === probe) throw badPairs(file, line, `expected two photos but both are ${reference}`)
    if ((persons.get(reference) === persons.get(probe)) !== genuine) {
      const people = `${persons.get(reference)} and ${persons.get(probe)}`
      throw badPairs(file, line, `is listed as ${genuine ? 'genuine' : 'impostor'} but its photos are of ${people}`)
    }
    const key = reference < probe ? `${reference}\n${probe}` : `${probe}\n${reference}`
    const before = lineOfPair.get(key)
    if (before !== undefined) {
      if (repeats !== undefined) throw repeats(line, before)
      repeated++
    } else lineOfPair.set(key, line)
    return pair
  })
  return { pairs, repeated }
}

/** How much of a published list is there; nothing when all is. */
export function partial(
  file: string,
  listed: readonly { readonly fold?: number | null }[],
  pairs: readonly PhotoPair[],
): string[] {
  if (pairs.length === listed.length) return []
  const countByFold = (some: readonly { readonly fold?: number | null }[]) => {
    const counts = new Map<number, number>()
    for (const { fold } of some) if (fold != null) counts.set(fold, (counts.get(fold) ?? 0) + 1)
    return counts
  }
  const [all, here] = [countByFold(listed), countByFold(pairs)]
  const whole = [...all].filter(([fold, count]) => here.get(fold) === count).length
  const folds = all.size === 0 ? '' : ` and ${whole} of ${all.size} folds whole`
  return [
    `${pairs.length} of ${listed.length} pairs of ${file} are here${folds}; the others name photos that are not, and are left out.`,
  ]
}

/** Some published lists hold a pair twice. */
export function repetitions(file: string, count: number): string {
  return `${count} pairs of ${file} repeat an earlier one; they are kept as listed.`
}

function badPairs(file: string, line: number, message: string): DatasetError {
  return new DatasetError({ code: 'bad-pairs', message: `${file}, line ${line}: ${message}`, details: { file, line } })
}

function absentPhoto(file: string, line: number, photo: string): DatasetError {
  return new DatasetError({
    code: 'absent-photo',
    message: `${file}, line ${line}: expected a photo of the folder but ${photo} is not there`,
    details: { file, line, photo },
  })
}
