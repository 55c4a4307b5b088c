import { z } from 'zod'
import { DatasetError } from '#error.ts'
import { addLabel } from './add-label.ts'
import { isMaskType } from './mask-words.ts'
import type { PhotoLabel } from './photo-label.ts'
import { readCsvTable } from './read-csv.ts'

const LabelSchema = z.object({
  file: z.string().min(1),
  identity: z.string().min(1),
  masked: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['0', '1', 'true', 'false']))
    .transform((value) => value === '1' || value === 'true'),
})

/** A line of a list of labels: what it says of which file. */
export interface LabelLine {
  readonly line: number
  readonly file: string
  readonly label: PhotoLabel
}

/**
 * Reads a list of labels: header `file,identity,masked`, in any order. Instead of `masked` there may be `mask_type`, where `none`,
 * `no-mask`, `bare`, 0 or nothing is a bare face. Further columns become attributes of the photo, `mask_type` too.
 *
 * @param file the list's name, for messages
 * @throws DatasetError `bad-labels`, naming the line
 */
export function readLabels(text: string, file: string): LabelLine[] {
  const fail = (line: number, message: string) =>
    new DatasetError({ code: 'bad-labels', message: `${file}, line ${line}: ${message}`, details: { file, line } })
  const { header, rows } = readCsvTable(text, file, 'bad-labels', ['file', 'identity'])
  const hasMasked = header.includes('masked')
  if (!hasMasked && !header.includes('mask_type')) {
    throw fail(
      1,
      `expected a header with file,identity,masked (or mask_type) but received ${JSON.stringify(header.join(','))}`,
    )
  }
  return rows.map(({ line, cell, others }) => {
    const { masked: ownColumn, ...attributes } = others
    const masked = hasMasked ? (ownColumn ?? '') : isMaskType(others.mask_type ?? '') ? '1' : '0'
    const input = { file: cell('file'), identity: cell('identity'), masked }
    const parsed = LabelSchema.safeParse(input)
    if (!parsed.success) {
      throw fail(
        line,
        `expected a file, an identity and masked as 0, 1, true or false but received ${JSON.stringify(input)}`,
      )
    }
    const { identity: person, ...rest } = parsed.data
    const further = Object.keys(attributes).length === 0 ? {} : { attributes }
    return { line, file: rest.file, label: { person, masked: rest.masked, ...further } }
  })
}

/**
 * Reads `labels.csv`, see {@link readLabels}, for photos that are known.
 *
 * @param photoIds the photos of the folder
 * @param file the file's name, for messages
 * @returns by photo id
 * @throws DatasetError `bad-labels` or `absent-photo`, naming the line
 */
export function parseLabels(text: string, photoIds: ReadonlySet<string>, file = 'labels.csv'): Map<string, PhotoLabel> {
  const labels = new Map<string, PhotoLabel>()
  for (const { line, file: id, label } of readLabels(text, file)) {
    addLabel(labels, { file, line, photo: id }, photoIds.has(id) ? id : undefined, label)
  }
  return labels
}
