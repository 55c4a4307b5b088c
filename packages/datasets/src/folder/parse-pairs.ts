import type { PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { readCsv } from './read-csv.ts'

/** A pair of a list with the line it came from. */
interface ListedPair extends PhotoPair {
  readonly line: number
}

/**
 * Reads LFW's `pairs.txt`. First line: folds and pairs of each kind in a fold (`10 300`), or the pairs of each kind alone
 * (`300`). Then in each fold genuine pairs (`name i j`) and impostor pairs (`name i name j`), where `name i` is
 * `name/name_000i` with any picture ending.
 *
 * @param persons person by photo id
 * @throws DatasetError `bad-pairs` or `absent-photo`, naming the line
 */
export function parseLfwPairs(text: string, persons: ReadonlyMap<string, string>): PhotoPair[] {
  const file = 'pairs.txt'
  const photoByStem = new Map<string, string>()
  for (const id of persons.keys()) photoByStem.set(id.slice(0, id.lastIndexOf('.')), id)
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const header = lines[0]!.trim().split(/\s+/)
  if (header.length > 2 || !header.every((cell) => /^[1-9]\d{0,8}$/.test(cell))) {
    throw badPairs(file, 1, `expected "folds pairs" or "pairs" but received ${JSON.stringify(lines[0])}`)
  }
  const perKind = Number(header.at(-1))
  const folds = header.length === 2 ? Number(header[0]) : 1
  const listed: ListedPair[] = []
  for (const [index, content] of lines.entries()) {
    if (index === 0 || content.trim() === '') continue
    const line = index + 1
    const cells = (content.includes('\t') ? content.split('\t') : content.split(/\s+/)).map((cell) => cell.trim())
    const genuine = cells.length === 3
    const [name, first, other, second] = genuine ? [cells[0], cells[1], cells[0], cells[2]] : cells
    if (!(genuine || cells.length === 4) || !name || !other || !isNumber(first) || !isNumber(second)) {
      throw badPairs(file, line, `expected "name i j" or "name i name j" but received ${JSON.stringify(content)}`)
    }
    if (genuine !== Math.floor(listed.length / perKind) % 2 < 1) {
      throw badPairs(file, line, `expected ${perKind} genuine, then ${perKind} impostor pairs in each fold`)
    }
    const find = (person: string, number: string) => {
      const stem = `${person}/${person}_${number.padStart(4, '0')}`
      const id = photoByStem.get(stem)
      if (id === undefined) throw absentPhoto(file, line, `${stem}.jpg`)
      return id
    }
    const fold = header.length === 2 ? { fold: Math.floor(listed.length / (2 * perKind)) } : {}
    listed.push({ line, reference: find(name, first), probe: find(other, second), genuine, ...fold })
  }
  if (listed.length !== folds * perKind * 2) {
    throw badPairs(
      file,
      1,
      `promised ${folds} × 2 × ${perKind} = ${folds * perKind * 2} pairs but ${listed.length} follow`,
    )
  }
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

function isNumber(cell: string | undefined): cell is string {
  return cell !== undefined && /^[1-9]\d{0,8}$/.test(cell)
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
