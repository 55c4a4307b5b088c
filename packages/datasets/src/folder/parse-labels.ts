import { z } from 'zod'
import { DatasetError } from '#error.ts'
import { addLabel } from './add-label.ts'
import type { PhotoLabel } from './photo-label.ts'
import { readCsv } from './read-csv.ts'

const LabelSchema = z.object({
  file: z.string().min(1),
  identity: z.string().min(1),
  masked: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['0', '1', 'true', 'false']))
    .transform((value) => value === '1' || value === 'true'),
})

/**
 * Reads `labels.csv`: header `file,identity,masked`, in any order; further columns become attributes of the photo.
 *
 * @param photoIds the photos of the folder
 * @returns by photo id
 * @throws DatasetError `bad-labels` or `absent-photo`, naming the line
 */
export function parseLabels(text: string, photoIds: ReadonlySet<string>): Map<string, PhotoLabel> {
  const file = 'labels.csv'
  const labels = new Map<string, PhotoLabel>()
  for (const { line, cell, others } of readCsv(text, file, 'bad-labels', ['file', 'identity', 'masked'])) {
    const input = { file: cell('file'), identity: cell('identity'), masked: cell('masked') }
    const parsed = LabelSchema.safeParse(input)
    if (!parsed.success) {
      throw new DatasetError({
        code: 'bad-labels',
        message: `${file}, line ${line}: expected a file, an identity and masked as 0, 1, true or false but received ${JSON.stringify(input)}`,
        details: { file, line },
      })
    }
    const { file: id, identity: person, masked } = parsed.data
    const label = { person, masked, ...(Object.keys(others).length === 0 ? {} : { attributes: others }) }
    addLabel(labels, { file, line, photo: id }, photoIds.has(id) ? id : undefined, label)
  }
  return labels
}
