import { basename, join, resolve } from 'node:path'
import type { Dataset, PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { assembleDataset } from './assemble-dataset.ts'
import { hashFiles } from './hash-files.ts'
import { type IgnoredFiles, listPhotoFiles } from './list-photo-files.ts'
import { maskedByName } from './mask-words.ts'
import { parseLabels } from './parse-labels.ts'
import { parseMfr2Labels } from './parse-mfr2-labels.ts'
import { parseCsvPairs, parseLfwPairs } from './parse-pairs.ts'
import { parsePeople } from './parse-people.ts'
import type { PhotoLabel } from './photo-label.ts'
import { readList } from './read-list.ts'
import { readPhotoFile } from './read-photo-file.ts'

export interface FolderDatasetOptions {
  /** Default: the folder's own name. */
  readonly name?: string
  readonly signal?: AbortSignal
}

/**
 * Opens a folder of people: `person/photo.jpg`, with an optional `labels.csv` (`file,identity,masked`), or
 * MFR2's `mfr2_labels.txt`, and an optional pair list, `pairs.txt` in LFW's format or `pairs.csv` (`reference,probe,genuine`). A photo without a label is bare and
 * of the person whose folder it lies in. LFW's `people.txt` is compared with what is there. Every file is read once for the checksum, none is decoded.
 *
 * @throws DatasetError for a folder that is missing, empty or laid out otherwise, a list that is wrong (with its line), or
 * a file that cannot be read; the signal's reason when aborted
 */
export async function openFolderDataset(folder: string, options: FolderDatasetOptions = {}): Promise<Dataset> {
  const { signal } = options
  const root = resolve(folder)
  const { files, ignored, lists } = await listPhotoFiles(root, signal)
  const labelled = await readLabelsOf(root, lists, new Set(files.map((file) => file.id)))
  const photos = files.map(({ id, folder: person, path }) => {
    const label: PhotoLabel = labelled?.labels.get(id) ?? { person, masked: false }
    return { id, ...label, load: () => readPhotoFile(path), landmarks: null }
  })
  const listed = await readPairs(root, lists, new Map(photos.map((photo) => [photo.id, photo.person])))
  const contents = await hashFiles(
    files.map((file) => file.path),
    signal,
  )
  return assembleDataset({
    name: options.name ?? basename(root),
    what: 'Folder',
    photos: photos.map((photo, i) => ({ photo, sha256: contents[i]! })),
    pairs: listed?.pairs ?? null,
    notes: [
      ...notesOnFiles(ignored),
      ...(labelled === null ? unlabelled(root) : notesOnLabels(labelled, photos.length)),
      ...(listed?.notes ?? []),
      ...(lists.has('people.txt') ? await notesOnPeople(root, photos) : []),
    ],
  })
}

interface Labelled {
  readonly file: string
  readonly labels: ReadonlyMap<string, PhotoLabel>
  /** Lines of photos that are not in the folder. */
  readonly absent: number
}

async function readLabelsOf(
  root: string,
  lists: ReadonlySet<string>,
  photoIds: ReadonlySet<string>,
): Promise<Labelled | null> {
  const text = (file: string) => readList(join(root, file), file, 'bad-labels')
  if (lists.has('labels.csv')) {
    return { file: 'labels.csv', labels: parseLabels(await text('labels.csv'), photoIds), absent: 0 }
  }
  const file = 'mfr2_labels.txt'
  return lists.has(file) ? { file, ...parseMfr2Labels(await text(file), photoIds) } : null
}

async function readPairs(
  root: string,
  lists: ReadonlySet<string>,
  persons: ReadonlyMap<string, string>,
): Promise<{ pairs: PhotoPair[]; notes: readonly string[] } | null> {
  if (lists.has('pairs.txt') && lists.has('pairs.csv')) {
    throw new DatasetError({
      code: 'bad-pairs',
      message: `Expected one pair list but ${root} holds both pairs.txt and pairs.csv`,
      details: { folder: root },
    })
  }
  const text = (file: string) => readList(join(root, file), file, 'bad-pairs')
  if (lists.has('pairs.txt')) return parseLfwPairs(await text('pairs.txt'), persons)
  if (lists.has('pairs.csv')) return { pairs: parseCsvPairs(await text('pairs.csv'), persons), notes: [] }
  return null
}

function notesOnFiles({ hidden, notPictures, outsidePeople }: IgnoredFiles): string[] {
  const notes: string[] = []
  if (hidden > 0) notes.push(`Ignored ${hidden} hidden entries.`)
  if (notPictures > 0) notes.push(`Ignored ${notPictures} files that are no pictures by their ending.`)
  if (outsidePeople > 0) notes.push(`Ignored ${outsidePeople} pictures that lie outside of a person's folder.`)
  return notes
}

/** The name of a folder is no label: a set has the same checksum wherever it lies. */
function unlabelled(root: string): string[] {
  return maskedByName(basename(root)) === true
    ? [`The folder's name speaks of masks but no labels.csv does: all photos count as bare.`]
    : []
}

function notesOnLabels({ file, labels, absent }: Labelled, photos: number): string[] {
  const notes: string[] = []
  if (labels.size < photos) notes.push(`${photos - labels.size} photos are not in ${file}; they count as bare.`)
  if (absent > 0) notes.push(`${absent} photos of ${file} are not here.`)
  return notes
}

async function notesOnPeople(root: string, photos: readonly { readonly person: string }[]): Promise<string[]> {
  const listed = parsePeople(await readList(join(root, 'people.txt'), 'people.txt', 'bad-labels'))
  const found = new Map<string, number>()
  for (const { person } of photos) found.set(person, (found.get(person) ?? 0) + 1)
  const whole = [...listed].filter(([person, pictures]) => found.get(person) === pictures).length
  const others = [...found.keys()].filter((person) => !listed.has(person)).length
  if (whole === listed.size && others === 0) return []
  return [
    `${whole} of ${listed.size} people of people.txt are here with all their pictures; ${others} others are not in it.`,
  ]
}
