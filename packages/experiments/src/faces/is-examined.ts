import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PictureFile } from '../picture-folder/list-pictures.ts'
import type { KnownFaceLine } from './face-line.ts'

/** What another try may mend although the picture is the same. */
const passing: ReadonlySet<string | undefined> = new Set(['unreadable-file', 'unwritable-name'])

/**
 * Whether an earlier run looked at a picture with the same settings and models, and nothing has changed since: all lines are
 * there, the file has the content of then, and every crop the size of then.
 *
 * @param lines the earlier run's, if any
 * @param outputFolder absolute
 */
export async function isExamined(
  { path }: PictureFile,
  key: string,
  lines: readonly KnownFaceLine[] | undefined,
  outputFolder: string,
): Promise<boolean> {
  const [first] = lines ?? []
  if (lines === undefined || first === undefined || lines.length !== first.faces) return false
  if (lines.some((line) => line.key !== key || passing.has(line.reason))) return false
  for (const { crop = null } of lines) {
    if (crop === null) continue
    const found = await stat(join(outputFolder, crop.file)).catch(() => null)
    if (found?.size !== crop.bytes) return false
  }
  const bytes = await readFile(path).catch(() => null)
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === first.sha256
}
