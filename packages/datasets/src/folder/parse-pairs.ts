import type { PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { lfwStem, type NumberedPicture, readLfwPairs } from './lfw-pair-lines.ts'
import { readCsv } from './read-csv.ts'

/** A pair of a list with the line it came from. */
interface ListedPair extends PhotoPair {
  readonly line: number
}

/**
 * Reads LFW's `pairs.txt`, see {@link readLfwPairs}; `name i` is the photo `name/name_000i` with any picture ending.
 *
 * @param persons person by photo id
 * @throws DatasetError `bad-pairs` or `absent-photo`, naming the line
 */
export function parseLfwPairs(text: string, persons: ReadonlyMap<string, string>): PhotoPair[] {
  const file = 'pairs.txt'
  const photoByStem = new Map<string, string>()
  for (const id of persons.keys()) photoByStem.set(id.slice(0, id.lastIndexOf('.')), id)
  const listed = readLfwPairs(text, file).map(({ line, reference, probe, genuine, fold }): ListedPair => {
    const find = (picture: NumberedPicture) => {
      const stem = lfwStem(picture)
      const id = photoByStem.get(stem)
      if (id === undefined) throw absentPhoto(file, line, `${stem}.jpg`)
      return id
    }
    return { line, reference: find(reference), probe: find(probe), genuine, ...(fold === null ? {} : { fold }) }
  })
  return checked(file, listed, persons)
}

/**
 * Reads `pairs.csv`: header `reference,probe,genuine`, photo ids and 0, 1, true or false; further columns become attributes of the pair.
 *
 * @param persons person by photo id
 * @throws DatasetError `bad-pairs` or `absent-photo`, naming the line
 */
export function parseCsvPairs(text: string, persons: ReadonlyMap<string, string>): PhotoPair[] {
  const file = 'pairs.csv'
  const listed = readCsv(text, file, 'bad-pairs', ['reference', 'probe', 'genuine']).map(({ line, cell, others }) => {
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
  return checked(file, listed, persons)
}

function checked(file: string, listed: readonly ListedPair[], persons: ReadonlyMap<string, string>): PhotoPair[] {
  if (listed.length === 0) throw badPairs(file, 1, 'expected at least one pair but none follows')
  const lineOfPair = new Map<string, number>()
  return listed.map(({ line, ...pair }) => {
    const { reference, probe, genuine } = pair
    for (const id of [reference, probe]) if (!persons.has(id)) throw absentPhoto(file, line, id)
    if (reference === probe) throw badPairs(file, line, `expected two photos but both are ${reference}`)
    if ((persons.get(reference) === persons.get(probe)) !== genuine) {
      const people = `${persons.get(reference)} and ${persons.get(probe)}`
      throw badPairs(file, line, `is listed as ${genuine ? 'genuine' : 'impostor'} but its photos are of ${people}`)
    }
    const key = reference < probe ? `${reference}\n${probe}` : `${probe}\n${reference}`
    const before = lineOfPair.get(key)
    if (before !== undefined) throw badPairs(file, line, `repeats the pair of line ${before}`)
    lineOfPair.set(key, line)
    return pair
  })
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
