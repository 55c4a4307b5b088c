import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '@maskmirror/storage'
import { ScoreCommandError } from './error.ts'

/**
 * Writes files into a folder, which is made when it is missing.
 *
 * @returns the names of the files
 * @throws ScoreCommandError `folder-unwritable`
 */
export async function writeFiles(
  folder: string,
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<string[]> {
  try {
    await makeFolder(folder)
    for (const [name, content] of files) await writeFile(join(folder, name), content)
  } catch (cause) {
    throw new ScoreCommandError({
      code: 'folder-unwritable',
      message: `Expected --out to be a folder that can be written but received "${folder}": ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { folder },
      cause,
    })
  }
  return files.map(([name]) => name)
}
