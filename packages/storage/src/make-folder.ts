import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it. Not by mkdir's own `recursive`, which tries for ever where a file system lets nobody
 * make folders and says that there is no such entry, as /proc does.
 *
 * @throws what mkdir throws for the first folder that cannot be made
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path)
  if ((await stat(folder).catch(() => null))?.isDirectory()) return
  const above = dirname(folder)
  if (above !== folder) await makeFolder(above)
  await mkdir(folder).catch(async (error: NodeJS.ErrnoException) => {
    // another process, or a part of this one, may have been faster
    if (error.code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    throw error
  })
}
