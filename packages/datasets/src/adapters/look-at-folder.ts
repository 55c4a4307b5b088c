import { extname, join } from 'node:path'
import { byCodeUnit } from '#code-unit-order.ts'
import { kindOfEntry, readFolder, realFolder } from '#folder/folder-entries.ts'
import { isPictureName } from '#folder/list-photo-files.ts'

/** What lies in a folder, without what is hidden. */
export interface FolderLook {
  readonly path: string
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly pictures: number
}

/** @throws DatasetError `folder-missing`, `not-a-folder`, `folder-unreadable` or `outside-folder` */
export async function lookAtFolder(path: string, root: string): Promise<FolderLook> {
  const realRoot = await realFolder(root)
  const files: string[] = []
  const folders: string[] = []
  for (const entry of await readFolder(path)) {
    if (entry.name.startsWith('.')) continue
    const kind = await kindOfEntry(path, entry, realRoot)
    if (kind === 'folder') folders.push(entry.name)
    else if (kind === 'file') files.push(entry.name)
  }
  files.sort(byCodeUnit)
  folders.sort(byCodeUnit)
  return { path, files, folders, pictures: files.filter(isPictureName).length }
}

/** A look at folders of a folder, spread over their order: enough to tell layouts apart in sets of any size. */
export async function lookInside(look: FolderLook, root: string, most: number): Promise<FolderLook[]> {
  const step = Math.max(1, look.folders.length / most)
  const chosen = Array.from(
    { length: Math.min(most, look.folders.length) },
    (_, i) => look.folders[Math.floor(i * step)]!,
  )
  return Promise.all(chosen.map((name) => lookAtFolder(join(look.path, name), root)))
}

/** Names of files with an ending, in any case. */
export function withEnding(files: readonly string[], ending: string): string[] {
  return files.filter((name) => extname(name).toLowerCase() === ending)
}
