import type { Dirent, Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { DatasetError } from '#error.ts'

/** @throws DatasetError `folder-missing`, `not-a-folder` or `folder-unreadable` */
export async function realFolder(root: string): Promise<string> {
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

/** @throws DatasetError `folder-unreadable` */
export async function readFolder(folder: string): Promise<Dirent[]> {
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

/**
 * A link counts as what it points at, which must lie inside the set's folder; a dangling link is `other`.
 *
 * @throws DatasetError `outside-folder` or `folder-unreadable`
 */
export async function kindOfEntry(
  parent: string,
  entry: Dirent,
  realRoot: string,
): Promise<'file' | 'folder' | 'other'> {
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

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
