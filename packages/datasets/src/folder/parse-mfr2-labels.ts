import { DatasetError } from '#error.ts'
import { addLabel } from './add-label.ts'
import { lfwStem } from './lfw-pair-lines.ts'
import type { PhotoLabel } from './photo-label.ts'

/** What MFR2 calls a bare face. */
const bare = 'no-mask'

/**
 * Reads `mfr2_labels.txt` of MFR2 (Anwar & Raychowdhury, 2020): a line for each picture, `person, number, type of mask`, separated by commas;
 * the type is `no-mask` for a bare face. It becomes the attribute `maskType`.
 *
 * @param photoIds the photos of the folder
 * @returns by photo id
 * @throws DatasetError `bad-labels` or `absent-photo`, naming the line
 */
export function parseMfr2Labels(text: string, photoIds: ReadonlySet<string>): Map<string, PhotoLabel> {
  const file = 'mfr2_labels.txt'
  const photoByStem = new Map(Array.from(photoIds, (id) => [id.slice(0, id.lastIndexOf('.')), id]))
  const labels = new Map<string, PhotoLabel>()
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (content.trim() === '') continue
    const line = index + 1
    const [person = '', number = '', maskType = '', ...rest] = content.split(',').map((cell) => cell.trim())
    if (person === '' || !/^\d{1,9}$/.test(number) || maskType === '' || rest.length > 0) {
      throw new DatasetError({
        code: 'bad-labels',
        message: `${file}, line ${line}: expected "person, number, type of mask" but received ${JSON.stringify(content)}`,
        details: { file, line },
      })
    }
    const stem = lfwStem({ person, number: Number(number) })
    addLabel(labels, { file, line, photo: stem }, photoByStem.get(stem), {
      person,
      masked: maskType !== bare,
      attributes: { maskType },
    })
  }
  return labels
}
