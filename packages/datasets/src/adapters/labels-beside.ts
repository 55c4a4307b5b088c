import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { parseLabels } from '#folder/parse-labels.ts'
import type { PhotoLabel } from '#folder/photo-label.ts'
import { readList } from '#folder/read-list.ts'

/**
 * Labels of a pack's pictures, from `stem.labels.csv` beside it; null when there is no such file.
 *
 * @param stem path of the pack without ending
 * @throws DatasetError `bad-labels` or `absent-photo`, naming the line
 */
export async function labelsBeside(
  stem: string,
  photoIds: ReadonlySet<string>,
): Promise<Map<string, PhotoLabel> | null> {
  const path = `${stem}.labels.csv`
  if (!existsSync(path)) return null
  const file = basename(path)
  return parseLabels(await readList(path, file, 'bad-labels'), photoIds, file)
}
