import type { Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import type { CompatListing } from '@maskmirror/mask-the-face/compat'

/** What the original sees at a path, in the order of the file system, which its draws follow; links count as what they lead to. */
export async function listAsOriginal(path: string): Promise<CompatListing> {
  const found = path === '' ? null : await stat(path).catch(() => null)
  if (found === null) return { kind: 'missing' }
  if (!found.isDirectory()) return found.isFile() ? { kind: 'file' } : { kind: 'missing' }
  const { files, folders } = await namesIn(path)
  const inside: { name: string; files: readonly string[] }[] = []
  for (const name of folders) inside.push({ name, files: (await namesIn(`${path}/${name}`)).files })
  return { kind: 'folder', files, folders: inside }
}

async function namesIn(path: string): Promise<{ files: string[]; folders: string[] }> {
  const files: string[] = []
  const folders: string[] = []
  // not readdir, which sorts; a folder that cannot be opened is passed over, as in the original
  const folder = await opendir(path).catch(() => [])
  for await (const entry of folder) (await isFolder(path, entry)) ? folders.push(entry.name) : files.push(entry.name)
  return { files, folders }
}

async function isFolder(parent: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  const target = await stat(`${parent}/${entry.name}`).catch(() => null)
  return target?.isDirectory() ?? false
}
