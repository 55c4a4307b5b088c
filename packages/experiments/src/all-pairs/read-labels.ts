import { readFile } from 'node:fs/promises'
import { AllPairsError } from './error.ts'

/** Who is on each picture. */
export interface Labels {
  readonly people: readonly string[]
  /** The picture itself, where the file names it; rows with the same picture are not compared. */
  readonly pictures: readonly (string | null)[]
}

/**
 * Reads a text file with a line for each embedding: the person, and after a tab or a comma the picture, if it matters.
 *
 * @param count how many embeddings there are
 * @throws AllPairsError `bad-labels-file` with file and line, `labels-differ` when there are more or fewer lines
 */
export async function readLabels(path: string, count: number): Promise<Labels> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new AllPairsError({
      code: 'bad-labels-file',
      message: `${path}: expected a file of labels but received ${cause.message}`,
      cause,
    })
  })
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  if (lines.length !== count) {
    throw new AllPairsError({
      code: 'labels-differ',
      message: `${path}: expected ${count} lines, one for each embedding, but received ${lines.length}`,
      details: { path, lines: lines.length, embeddings: count },
    })
  }
  const people: string[] = []
  const pictures: (string | null)[] = []
  for (const [i, line] of lines.entries()) {
    const [person = '', picture = ''] = line.split(/[\t,]/, 2).map((part) => part.trim())
    if (person === '' || line.includes('\0')) {
      throw new AllPairsError({
        code: 'bad-labels-file',
        message: `${path}, line ${i + 1}: expected the name of a person but received ${JSON.stringify(line.slice(0, 80))}`,
        details: { path, line: i + 1 },
      })
    }
    people.push(person)
    pictures.push(picture === '' ? null : picture)
  }
  return { people, pictures }
}
