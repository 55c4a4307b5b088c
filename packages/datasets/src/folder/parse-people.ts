import { DatasetError } from '#error.ts'

/**
 * Reads LFW's `people.txt`: the number of folds, then for each fold the number of its people and a line `name, tab, pictures` for each.
 * Lists without folds (`peopleDevTrain.txt`) begin with the number of people.
 *
 * @returns pictures by person
 * @throws DatasetError `bad-labels`, naming the line
 */
export function parsePeople(text: string): Map<string, number> {
  const file = 'people.txt'
  const fail = (line: number, message: string) =>
    new DatasetError({ code: 'bad-labels', message: `${file}, line ${line}: ${message}`, details: { file, line } })
  const lines = text.split(/\r\n|\n|\r/).map((content, index) => ({ content: content.trim(), line: index + 1 }))
  const filled = lines.filter(({ content }) => content !== '')
  const isCount = (content: string | undefined) => content !== undefined && /^\d{1,9}$/.test(content)
  if (!isCount(filled[0]?.content)) throw fail(1, 'expected the number of folds or of people')
  const people = new Map<string, number>()
  // with folds, the second line is a number too
  let left = isCount(filled[1]?.content) ? 0 : Number(filled[0]!.content)
  for (const { content, line } of filled.slice(1)) {
    if (left === 0) {
      if (!isCount(content))
        throw fail(line, `expected the number of people of a fold but received ${JSON.stringify(content)}`)
      left = Number(content)
      continue
    }
    const [name, pictures, ...rest] = content.split(/\s+/)
    if (!name || !isCount(pictures) || rest.length > 0) {
      throw fail(line, `expected "name, pictures" but received ${JSON.stringify(content)}`)
    }
    if (people.has(name)) throw fail(line, `expected each person once but ${name} stands before`)
    people.set(name, Number(pictures))
    left--
  }
  if (left > 0) throw fail(lines.length, `expected ${left} more people`)
  return people
}
