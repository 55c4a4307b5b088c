import { DatasetError } from '#error.ts'

/** A picture as the list that a pack was made from names it. */
export interface ListedPicture {
  readonly line: number
  /** Name of the folder that the picture lay in. */
  readonly folder: string
  /** Name of the file. */
  readonly name: string
  readonly label: number
}

/**
 * Reads `train.lst` in InsightFace's form: `aligned, path, label` separated by tabs, then optionally a box and landmarks. The n-th
 * line is the picture with key n.
 *
 * @param file the file's name, for messages
 * @throws DatasetError `bad-pack`, naming the line
 */
export function parseList(text: string, file: string): ListedPicture[] {
  const pictures: ListedPicture[] = []
  for (const [index, content] of text.split(/\r\n|\n|\r/).entries()) {
    if (content.trim() === '') continue
    const line = index + 1
    const [aligned = '', path = '', label = ''] = content.split('\t')
    const [folder, name] = path.trim().split(/[\\/]/).slice(-2)
    if (!/^[01]$/.test(aligned.trim()) || !folder || !name || !/^\d{1,9}$/.test(label.trim())) {
      throw new DatasetError({
        code: 'bad-pack',
        message: `${file}, line ${line}: expected "aligned as 0 or 1, person/picture, label" separated by tabs but received ${JSON.stringify(content)}`,
        details: { file, line },
      })
    }
    pictures.push({ line, folder, name, label: Number(label) })
  }
  return pictures
}
