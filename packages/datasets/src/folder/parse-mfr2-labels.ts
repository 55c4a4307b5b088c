import { DatasetError } from '#error.ts'
import { addLabel } from './add-label.ts'
import { lfwStem } from './lfw-pair-lines.ts'
import type { PhotoLabel } from './photo-label.ts'

/** What MFR2 calls a bare face. */
const bare = 'no-mask'

/**
 * Reads `mfr2_labels.txt` of MFR2 (Anwar & Raychowdhury, 2020): a line for each picture, `person, number, type of mask`, separated by commas;
 * the type is `no-mask` for a bare face. It becomes the attribute `maskType`. Lines of pictures that are not in the folder are counted.
 *
 * @param photoIds the photos of the folder
 * @returns labels by photo id
 * @throws DatasetError `bad-labels`, naming the line
 */
export function parseMfr2Labels(
  text: string,
  photoIds: ReadonlySet<string>,
): { labels: Map<string, PhotoLabel>; absent: number } {
  const file = 'mfr2_labels.txt'
  const photoByStem = new Map(Array.from(photoIds, (id) => [id.slice(0, id.lastIndexOf('.')), id]))
  const labels = new Map<string, PhotoLabel>()
  let absent = 0
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
    const id = photoByStem.get(stem)
    const label = { person, masked: maskType !== bare, attributes: { maskType } }
    if (id === undefined) absent++
    else addLabel(labels, { file, line, photo: stem }, id, label)
  }
  return { labels, absent }
}
