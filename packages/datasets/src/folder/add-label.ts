import { DatasetError } from '#error.ts'
import type { PhotoLabel } from './photo-label.ts'

/**
 * Puts a label to a photo that must be there and have none yet.
 *
 * @param at.photo what the line calls the photo
 * @param id of that photo; undefined when it is not in the folder
 * @throws DatasetError `absent-photo` or `bad-labels`, naming the line
 */
export function addLabel(
  labels: Map<string, PhotoLabel>,
  { file, line, photo }: { file: string; line: number; photo: string },
  id: string | undefined,
  label: PhotoLabel,
): void {
  if (id === undefined) {
    throw new DatasetError({
      code: 'absent-photo',
      message: `${file}, line ${line}: expected a photo of the folder but ${photo} is not there`,
      details: { file, line, photo },
    })
  }
  if (labels.has(id)) {
    throw new DatasetError({
      code: 'bad-labels',
      message: `${file}, line ${line}: expected each photo once but ${id} was labelled before`,
      details: { file, line, photo: id },
    })
  }
  labels.set(id, label)
}
