import { DatasetError } from '#error.ts'

/**
 * Reads `train.idx`: a line for each record, its key and the byte it begins at, separated by a tab.
 *
 * @param file the file's name, for messages
 * @returns keys by offset
 * @throws DatasetError `bad-pack`, naming the line
 */
export function parseIndex(text: string, file: string): Map<number, { key: number; line: number }> {
  const entries = new Map<number, { key: number; line: number }>()
  const lineOfKey = new Map<number, number>()
  for (const [index, content] of text.split(/\r\n|\n|\r/).entries()) {
    if (content.trim() === '') continue
    const line = index + 1
    const fail = (message: string) =>
      new DatasetError({ code: 'bad-pack', message: `${file}, line ${line}: ${message}`, details: { file, line } })
    const cells = content.trim().split('\t')
    const [key, offset] = cells.map((cell) => (/^\d{1,15}$/.test(cell) ? Number(cell) : null))
    if (cells.length !== 2 || key == null || offset == null) {
      throw fail(`expected "key, tab, byte" but received ${JSON.stringify(content)}`)
    }
    const before = lineOfKey.get(key) ?? entries.get(offset)?.line
    if (before !== undefined) throw fail(`repeats the key or the byte of line ${before}`)
    lineOfKey.set(key, line)
    entries.set(offset, { key, line })
  }
  return entries
}
