import type { Dirent, Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { extname, join, relative, resolve, sep } from 'node:path'
import { byCodeUnit } from '#code-unit-order.ts'
import { DatasetError } from '#error.ts'

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
    const kind = await kindOf(root, entry, realRoot)
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
      const kind = await kindOf(folder, entry, realRoot)
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

const listNames: ReadonlySet<string> = new Set([
  'labels.csv',
  'mfr2_labels.txt',
  'pairs.txt',
  'pairs.csv',
  'people.txt',
])

async function realFolder(root: string): Promise<string> {
  let found: Stats
  try {
    found = await stat(root)
  } catch (cause) {
    const missing = codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR'
    throw new DatasetError({
      code: missing ? 'folder-missing' : 'folder-unreadable',
      message: missing
        ? `Expected a folder of photos at ${root} but nothing is there`
        : `Expected to read the folder ${root} but ${messageOf(cause)}`,
      details: { folder: root },
      cause,
    })
  }
  if (!found.isDirectory()) {
    throw new DatasetError({
      code: 'not-a-folder',
      message: `Expected a folder of people (person/photo.jpg) but ${root} is a file`,
      details: { folder: root },
    })
  }
  return realpath(root)
}

async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    throw new DatasetError({
      code: 'folder-unreadable',
      message: `Expected to read the folder ${folder} but ${messageOf(cause)}`,
      details: { folder },
      cause,
    })
  }
}

/** A link counts as what it points at, which must lie inside the set's folder; a dangling link is `other`. */
async function kindOf(parent: string, entry: Dirent, realRoot: string): Promise<'file' | 'folder' | 'other'> {
  if (!entry.isSymbolicLink()) return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other'
  const path = join(parent, entry.name)
  const target = await realpath(path).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ELOOP') return null
    throw new DatasetError({
      code: 'folder-unreadable',
      message: `Expected to follow the link ${path} but ${messageOf(cause)}`,
      details: { path },
      cause,
    })
  })
  if (target === null) return 'other'
  const inside = relative(realRoot, target)
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
    throw new DatasetError({
      code: 'outside-folder',
      message: `Expected every link to stay inside the folder but ${path} points at ${target}`,
      details: { path, target },
    })
  }
  const found = await stat(target)
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other'
}

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

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
