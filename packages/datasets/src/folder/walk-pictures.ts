import { join } from 'node:path'
import { byCodeUnit } from '#code-unit-order.ts'
import { kindOfEntry, readFolder, realFolder } from './folder-entries.ts'
import { isPictureName } from './list-photo-files.ts'

/** A picture file anywhere below a folder. */
export interface WalkedPicture {
  /** Names of the folders that lead to it and of the file. */
  readonly parts: readonly string[]
  /** Absolute. */
  readonly path: string
}

/** Deeper than any set is laid out, so that a loop of links ends. Our choice. */
const deepest = 8

/**
 * Finds all pictures below a folder. Hidden entries are counted, files that are no pictures too.
 *
 * @param root absolute path
 * @returns pictures by their path in code-unit order
 * @throws DatasetError `folder-missing`, `not-a-folder`, `folder-unreadable` or `outside-folder`; the signal's reason when aborted
 */
export async function walkPictures(
  root: string,
  signal?: AbortSignal,
): Promise<{ pictures: WalkedPicture[]; hidden: number; notPictures: number }> {
  const realRoot = await realFolder(root)
  const pictures: WalkedPicture[] = []
  let hidden = 0
  let notPictures = 0
  const walk = async (folder: string, parts: readonly string[]): Promise<void> => {
    signal?.throwIfAborted()
    for (const entry of await readFolder(folder)) {
      const kind = await kindOfEntry(folder, entry, realRoot)
      if (entry.name.startsWith('.')) hidden++
      else if (kind === 'folder' && parts.length < deepest) await walk(join(folder, entry.name), [...parts, entry.name])
      else if (kind === 'file' && isPictureName(entry.name)) {
        pictures.push({ parts: [...parts, entry.name], path: join(folder, entry.name) })
      } else notPictures++
    }
  }
  await walk(root, [])
  pictures.sort((a, b) => byCodeUnit(a.parts.join('/'), b.parts.join('/')))
  return { pictures, hidden, notPictures }
}
