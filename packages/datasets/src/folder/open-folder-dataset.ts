import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import type { Dataset, Photo, PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { hashFiles } from './hash-files.ts'
import { type IgnoredFiles, listPhotoFiles } from './list-photo-files.ts'
import { parseLabels } from './parse-labels.ts'
import { parseMfr2Labels } from './parse-mfr2-labels.ts'
import { parseCsvPairs, parseLfwPairs } from './parse-pairs.ts'
import type { PhotoLabel } from './photo-label.ts'
import { readPhotoFile } from './read-photo-file.ts'

export interface FolderDatasetOptions {
  /** Default: the folder's own name. */
  readonly name?: string
  readonly signal?: AbortSignal
}

/**
 * Opens a folder of people: `person/photo.jpg`, with an optional `labels.csv` (`file,identity,masked`), or
 * MFR2's `mfr2_labels.txt`, and an optional pair list, `pairs.txt` in LFW's format or `pairs.csv` (`reference,probe,genuine`). A photo without a label is bare and
 * of the person whose folder it lies in. Every file is read once for the checksum, none is decoded.
 *
 * @throws DatasetError for a folder that is missing, empty or laid out otherwise, a list that is wrong (with its line), or
 * a file that cannot be read; the signal's reason when aborted
 */
export async function openFolderDataset(folder: string, options: FolderDatasetOptions = {}): Promise<Dataset> {
  const { signal } = options
  const root = resolve(folder)
  const name = options.name ?? basename(root)
  const { files, ignored, lists } = await listPhotoFiles(root, signal)
  const labels = await readLabels(root, lists, new Set(files.map((file) => file.id)))
  const photos = files.map(({ id, folder: person, path }): Photo => {
    const label: PhotoLabel = labels?.get(id) ?? { person, masked: false }
    return { id, ...label, load: () => readPhotoFile(path), landmarks: null }
  })
  const pairs = await readPairs(root, lists, new Map(photos.map((photo) => [photo.id, photo.person])))
  const contents = await hashFiles(
    files.map((file) => file.path),
    signal,
  )
  const hash = createHash('sha256')
  for (const [i, { id, person, masked, attributes }] of photos.entries()) {
    const further = attributes === undefined ? [] : [attributes]
    hash.update(`${canonicalJson([id, person, masked, contents[i]!, ...further])}\n`)
  }
  if (pairs !== null) hash.update(`pairs ${canonicalJson(pairs)}\n`)
  const people = new Set(photos.map((photo) => photo.person)).size
  const masked = photos.filter((photo) => photo.masked).length
  return {
    name,
    kind: 'folder',
    description: `Folder with ${people} people: ${photos.length - masked} bare and ${masked} masked photos${pairs === null ? '' : `, a list of ${pairs.length} pairs`}`,
    checksum: hash.digest('hex'),
    photos,
    pairs,
    licence: null,
    notes: notesOn(ignored, {
      count: labels === null ? 0 : photos.length - labels.size,
      file: lists.has('labels.csv') ? 'labels.csv' : 'mfr2_labels.txt',
    }),
  }
}

async function readLabels(
  root: string,
  lists: ReadonlySet<string>,
  photoIds: ReadonlySet<string>,
): Promise<Map<string, PhotoLabel> | null> {
  if (lists.has('labels.csv')) return parseLabels(await readList(root, 'labels.csv'), photoIds)
  return lists.has('mfr2_labels.txt') ? parseMfr2Labels(await readList(root, 'mfr2_labels.txt'), photoIds) : null
}

async function readPairs(
  root: string,
  lists: ReadonlySet<string>,
  persons: ReadonlyMap<string, string>,
): Promise<PhotoPair[] | null> {
  if (lists.has('pairs.txt') && lists.has('pairs.csv')) {
    throw new DatasetError({
      code: 'bad-pairs',
      message: `Expected one pair list but ${root} holds both pairs.txt and pairs.csv`,
      details: { folder: root },
    })
  }
  if (lists.has('pairs.txt')) return parseLfwPairs(await readList(root, 'pairs.txt'), persons)
  if (lists.has('pairs.csv')) return parseCsvPairs(await readList(root, 'pairs.csv'), persons)
  return null
}

async function readList(root: string, file: string): Promise<string> {
  try {
    return await readFile(join(root, file), 'utf8')
  } catch (cause) {
    throw new DatasetError({
      code: 'folder-unreadable',
      message: `Expected to read ${join(root, file)} but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { folder: root, file },
      cause,
    })
  }
}

function notesOn(
  { hidden, notPictures, outsidePeople }: IgnoredFiles,
  unlabelled: { count: number; file: string },
): string[] {
  const notes: string[] = []
  if (hidden > 0) notes.push(`Ignored ${hidden} hidden entries.`)
  if (notPictures > 0) notes.push(`Ignored ${notPictures} files that are no pictures by their ending.`)
  if (outsidePeople > 0) notes.push(`Ignored ${outsidePeople} pictures that lie outside of a person's folder.`)
  if (unlabelled.count > 0) notes.push(`${unlabelled.count} photos are not in ${unlabelled.file}; they count as bare.`)
  return notes
}
