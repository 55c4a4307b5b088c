import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { assembleDataset, type HashedPhoto } from '#folder/assemble-dataset.ts'
import type { PhotoLabel } from '#folder/photo-label.ts'
import { readList } from '#folder/read-list.ts'
import { openFileCursor, windowForOne } from '../file-cursor.ts'
import { labelsBeside } from '../labels-beside.ts'
import { loadPackedPicture } from '../load-packed-picture.ts'
import type { OpenOptions } from '../open-options.ts'
import { pictureEnding } from '../picture-ending.ts'
import { parseIndex } from './parse-index.ts'
import { type ListedPicture, parseList } from './parse-list.ts'
import { type ImageRecord, readRecord, scanRecords } from './read-record.ts'

/** A picture of a pack, without its bytes. */
interface PackedPicture {
  readonly key: number
  readonly offset: number
  readonly label: number
  readonly ending: string
  readonly sha256: string
}

/**
 * Opens a set that InsightFace packed for MXNet: `train.rec`, with `train.idx` for the keys of records and `train.lst` for the names
 * of people and files where they are there. The record with key 0 says which keys are pictures; identity records are compared with
 * the labels of their pictures. Without an index the ids in the records are the keys. Every record is read once for the checksum, none is
 * decoded; a picture is read alone when it is asked for.
 *
 * Ids are `label/key.jpg`, or `folder/file` as the list names them. A pack says nothing of masks: pictures are bare unless
 * `train.labels.csv` beside it says otherwise (`file,identity,masked`, ids as files).
 *
 * @param path of the `.rec` file
 * @throws DatasetError `bad-pack` with the byte or the line, `unreadable-photo`, `bad-labels` or `absent-photo`; the signal's reason when aborted
 */
export async function openRecordioDataset(path: string, options: OpenOptions = {}): Promise<Dataset> {
  const { signal } = options
  const file = basename(path)
  const stem = path.slice(0, -'.rec'.length)
  const index = await textBeside(`${stem}.idx`)
  const keys = index === null ? null : parseIndex(index, `${basename(stem)}.idx`)
  const { pictures, notes } = await readPictures(path, file, keys, signal)
  const list = await textBeside(`${stem}.lst`)
  const names =
    list === null ? null : namesOf(parseList(list, `${basename(stem)}.lst`), pictures, `${basename(stem)}.lst`)
  const load = (offset: number) =>
    loadPackedPicture(path, offset, windowForOne, async (cursor) => (await readRecord(cursor)).picture)
  const found = pictures.map((picture) => {
    const name = names?.get(picture.key)
    const person = name?.folder ?? String(picture.label)
    const id = name === undefined ? `${picture.label}/${picture.key}${picture.ending}` : `${name.folder}/${name.name}`
    return { ...picture, id, label: { person, masked: false } satisfies PhotoLabel }
  })
  const labels = await labelsBeside(stem, new Set(found.map(({ id }) => id)))
  const photos = found.map(
    ({ id, label, offset, sha256 }): HashedPhoto => ({
      photo: { id, ...(labels?.get(id) ?? label), load: () => load(offset), landmarks: null },
      sha256,
    }),
  )
  return assembleDataset({
    name: options.name ?? basename(dirname(resolve(path))),
    what: 'RecordIO pack',
    photos,
    pairs: null,
    notes: [
      ...notes,
      ...(names === null ? ['People are named by the class numbers of the pack.'] : []),
      ...(labels === null
        ? [`The pack says nothing of masks; without ${basename(stem)}.labels.csv all pictures count as bare.`]
        : []),
    ],
  })
}

async function readPictures(
  path: string,
  file: string,
  keys: ReturnType<typeof parseIndex> | null,
  signal: AbortSignal | undefined,
): Promise<{ pictures: PackedPicture[]; notes: string[] }> {
  await using cursor = await openFileCursor(path, file)
  if (cursor.size === 0) throw damaged(`${file}, byte 0: expected records but the file is empty`, { file })
  const pictures: PackedPicture[] = []
  const identities: { first: number; end: number }[] = []
  const seen = new Set<number>()
  let range: { pictures: number } | null = null
  for await (const record of scanRecords(cursor)) {
    signal?.throwIfAborted()
    const key = keyOf(record, keys, file)
    if (seen.has(key))
      throw damaged(`${file}, byte ${record.offset}: repeats the key ${key}`, { file, byte: record.offset })
    seen.add(key)
    const { labels, isList } = record.header
    if (isList && record.picture.length === 0) {
      if (key === 0) range = { pictures: labels[0]! - 1 }
      else identities.push({ first: labels[0]!, end: labels[1] ?? labels[0]! })
      continue
    }
    const label = labels[0]!
    if (!Number.isInteger(label) || label < 0) {
      throw damaged(`${file}, byte ${record.offset + 8}: expected a class number but received the label ${label}`, {
        file,
        byte: record.offset + 8,
      })
    }
    pictures.push({
      key,
      offset: record.offset,
      label,
      ending: pictureEnding(record.picture),
      sha256: createHash('sha256').update(record.picture).digest('hex'),
    })
  }
  for (const [offset, { key, line }] of keys ?? []) {
    if (seen.has(key)) continue
    const name = file.replace(/\.rec$/, '.idx')
    throw damaged(`${name}, line ${line}: expected the byte of a record but none begins at ${offset} of ${file}`, {
      file: name,
      line,
    })
  }
  if (pictures.length === 0)
    throw damaged(`${file}: expected pictures but none of ${seen.size} records holds one`, { file })
  return { pictures, notes: notesOn(pictures, range, identities) }
}

/** What the pack says of itself and does not hold. */
function notesOn(
  pictures: readonly PackedPicture[],
  range: { pictures: number } | null,
  identities: readonly { first: number; end: number }[],
): string[] {
  const notes: string[] = []
  if (range !== null && range.pictures !== pictures.length) {
    notes.push(`The pack promises ${range.pictures} pictures but holds ${pictures.length}.`)
  }
  const labelOf = new Map(pictures.map(({ key, label }) => [key, label]))
  const mixed = identities.filter(({ first, end }) => {
    // what is no range of so many keys, such as one without end, is not walked through
    if (!(end - first <= pictures.length)) return true
    const labels = new Set<number>()
    for (let key = first; key < end && labels.size < 2; key++) {
      const label = labelOf.get(key)
      if (label !== undefined) labels.add(label)
    }
    return labels.size !== 1
  })
  if (mixed.length > 0) {
    notes.push(
      `${mixed.length} of ${identities.length} identity records do not name pictures of one class; the labels of the pictures are used.`,
    )
  }
  return notes
}

function keyOf({ offset, header }: ImageRecord, keys: ReturnType<typeof parseIndex> | null, file: string): number {
  if (keys === null) return header.id
  const entry = keys.get(offset)
  if (entry !== undefined) return entry.key
  throw damaged(
    `${file}, byte ${offset}: expected every record in the index but this one is not; delete ${file.replace(/\.rec$/, '.idx')} to do without`,
    {
      file,
      byte: offset,
    },
  )
}

/** By key. A list that does not fit is an error: people would get each other's names. */
function namesOf(
  listed: readonly ListedPicture[],
  pictures: readonly PackedPicture[],
  file: string,
): Map<number, ListedPicture> {
  const labelOf = new Map(pictures.map(({ key, label }) => [key, label]))
  const names = new Map<number, ListedPicture>()
  const lineOfId = new Map<string, number>()
  for (const [index, picture] of listed.entries()) {
    const { line, folder, name, label } = picture
    const packed = labelOf.get(index + 1)
    if (packed !== label) {
      const what =
        packed === undefined
          ? `there is no picture with the key ${index + 1}`
          : `the picture with the key ${index + 1} has the label ${packed}`
      throw damaged(`${file}, line ${line}: says label ${label} but ${what}; move the list away to do without`, {
        file,
        line,
      })
    }
    const before = lineOfId.get(`${folder}/${name}`)
    if (before !== undefined)
      throw damaged(`${file}, line ${line}: repeats ${folder}/${name} of line ${before}`, { file, line })
    lineOfId.set(`${folder}/${name}`, line)
    names.set(index + 1, picture)
  }
  if (names.size !== pictures.length) {
    throw damaged(`${file}: expected a line for each of ${pictures.length} pictures but received ${names.size}`, {
      file,
    })
  }
  return names
}

async function textBeside(path: string): Promise<string | null> {
  return existsSync(path) ? readList(path, basename(path), 'bad-pack') : null
}

function damaged(message: string, details: Record<string, unknown>): DatasetError {
  return new DatasetError({ code: 'bad-pack', message, details })
}
