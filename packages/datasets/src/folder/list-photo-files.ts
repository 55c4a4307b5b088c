import { extname, join } from 'node:path'
import { byCodeUnit } from '#code-unit-order.ts'
import { DatasetError } from '#error.ts'
import { kindOfEntry, readFolder, realFolder } from './folder-entries.ts'

/** A picture file inside a person's folder. */
export interface PhotoFile {
  /** `person/photo.jpg`, posix. */
  readonly id: string
  /** Name of the person's folder. */
  readonly folder: string
  /** Absolute. */
  readonly path: string
}

/** What was found but is no photo of the set. */
export interface IgnoredFiles {
  readonly hidden: number
  readonly notPictures: number
  /** Pictures that lie beside the people's folders. */
  readonly outsidePeople: number
}

/** Endings of files that are taken as pictures, in lower case. `.jfif` is JPEG by another name. */
export const pictureExtensions = [
  '.avif',
  '.bmp',
  '.gif',
  '.jfif',
  '.jpeg',
  '.jpg',
  '.png',
  '.tif',
  '.tiff',
  '.webp',
] as const

export function isPictureName(name: string): boolean {
  return (pictureExtensions as readonly string[]).includes(extname(name).toLowerCase())
}

/**
 * Finds `person/photo.jpg` in a folder. Hidden entries and files that are no pictures are counted, not taken.
 *
 * @param root absolute path
 * @returns files sorted by id in code-unit order, and which of `labels.csv`, `mfr2_labels.txt`, `pairs.txt`, `pairs.csv` and `people.txt` are there
 * @throws DatasetError `folder-missing`, `not-a-folder`, `folder-unreadable`, `nested-folder`, `outside-folder`, `no-people`
 */
export async function listPhotoFiles(
  root: string,
  signal?: AbortSignal,
): Promise<{ files: PhotoFile[]; ignored: IgnoredFiles; lists: ReadonlySet<string> }> {
  const realRoot = await realFolder(root)
  const lists = new Set<string>()
  const people: string[] = []
  let hidden = 0
  let notPictures = 0
  let outsidePeople = 0
  for (const entry of await readFolder(root)) {
    const kind = await kindOfEntry(root, entry, realRoot)
    if (entry.name.startsWith('.')) hidden++
    else if (kind === 'folder') people.push(entry.name)
    else if (kind === 'file' && listNames.has(entry.name)) lists.add(entry.name)
    else if (kind === 'file' && isPictureName(entry.name)) outsidePeople++
    else notPictures++
  }
  const files: PhotoFile[] = []
  for (const person of people.sort(byCodeUnit)) {
    signal?.throwIfAborted()
    const folder = join(root, person)
    for (const entry of await readFolder(folder)) {
      const kind = await kindOfEntry(folder, entry, realRoot)
      if (entry.name.startsWith('.')) hidden++
      else if (kind === 'folder') throw nested(root, join(person, entry.name))
      else if (kind === 'file' && isPictureName(entry.name)) {
        files.push({ id: `${person}/${entry.name}`, folder: person, path: join(folder, entry.name) })
      } else notPictures++
    }
  }
  if (files.length === 0) throw noPeople(root, people.length, outsidePeople)
  files.sort((a, b) => byCodeUnit(a.id, b.id))
  return { files, ignored: { hidden, notPictures, outsidePeople }, lists }
}

/** Files that are no pictures and still belong to a set; `layout.txt` is for detecting its layout. */
export const listNames: ReadonlySet<string> = new Set([
  'labels.csv',
  'mfr2_labels.txt',
  'pairs.txt',
  'pairs.csv',
  'people.txt',
  'layout.txt',
])

function nested(root: string, path: string): DatasetError {
  return new DatasetError({
    code: 'nested-folder',
    message: `Expected photos directly in each person's folder (person/photo.jpg) but ${join(root, path)} is a folder`,
    details: { folder: root, path },
  })
}

function noPeople(root: string, folders: number, outsidePeople: number): DatasetError {
  const found =
    outsidePeople > 0
      ? `${outsidePeople} pictures lie directly in it; put each person's into a folder of their own`
      : folders > 0
        ? `none of its ${folders} folders holds a picture (${pictureExtensions.join(' ')})`
        : 'it holds no folder'
  return new DatasetError({
    code: 'no-people',
    message: `Expected person/photo.jpg in ${root} but ${found}`,
    details: { folder: root, folders, outsidePeople },
  })
}
