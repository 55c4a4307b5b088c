import { z } from 'zod'
import { DatasetError } from '#error.ts'
import { readCsv } from './read-csv.ts'

/** What `labels.csv` says of one photo. */
export interface PhotoLabel {
  readonly person: string
  readonly masked: boolean
  readonly attributes?: Readonly<Record<string, string>>
}

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
    if (!photoIds.has(id)) {
      throw new DatasetError({
        code: 'absent-photo',
        message: `${file}, line ${line}: expected a photo of the folder but ${id} is not there`,
        details: { file, line, photo: id },
      })
    }
    if (labels.has(id)) {
      throw new DatasetError({
        code: 'bad-labels',
        message: `${file}, line ${line}: expected each photo once but ${id} was labelled before`,
        details: { file, line, photo: id },
      })
    }
    labels.set(id, { person, masked, ...(Object.keys(others).length === 0 ? {} : { attributes: others }) })
  }
  return labels
}
