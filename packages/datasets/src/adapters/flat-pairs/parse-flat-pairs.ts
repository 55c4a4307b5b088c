import { DatasetError } from '#error.ts'

/** A pair of a list that names files. */
export interface FilePair {
  readonly line: number
  readonly reference: string
  readonly probe: string
  readonly genuine: boolean
  /** From 0; null when the list has none. */
  readonly fold: number | null
}

/**
 * Reads a pair list that names picture files, in one of two forms:
 *
 * - `pairs_CALFW.txt`, `pairs_CPLFW.txt`: a file and a number in each line, two lines for a pair. The number is the fold of a genuine
 *   pair, from 1, and 0 for every impostor pair, whose folds the list does not say. Where genuine pairs are in folds of one size in order
 *   and there are as many impostor pairs, these are given folds of the same size in order, as LFW's own list has them.
 * - MLFW's `pairs.txt`: two files and 1 or 0 in each line, without folds.
 *
 * @param file the list's name, for messages
 * @throws DatasetError `bad-pairs`, naming the line
 */
export function parseFlatPairs(text: string, file: string): FilePair[] {
  const lines = text.split(/\r\n|\n|\r/).flatMap((content, index) => {
    // names have no spaces; those with one would be separated by tabs
    const cells = content.includes('\t') ? content.split('\t').map((cell) => cell.trim()) : content.trim().split(/\s+/)
    return content.trim() === '' ? [] : [{ line: index + 1, content, cells }]
  })
  const [first] = lines
  if (first === undefined) throw badPairs(file, 1, 'expected at least one pair but none follows')
  return first.cells.length === 2 ? endpoints(lines, file) : threeColumns(lines, file)
}

/** Whether a first line is one of these forms, and not LFW's. */
export function isFlatPairLine(line: string): boolean {
  const cells = line.trim().split(/\s+/)
  const isFile = (cell: string | undefined) => cell !== undefined && /\.(jpe?g|png|bmp)$/i.test(cell)
  return (cells.length === 2 && isFile(cells[0])) || (cells.length === 3 && isFile(cells[0]) && isFile(cells[1]))
}

interface Line {
  readonly line: number
  readonly content: string
  readonly cells: readonly string[]
}

function endpoints(lines: readonly Line[], file: string): FilePair[] {
  const sides = lines.map(({ line, content, cells }) => {
    const [name, number] = cells
    if (cells.length !== 2 || !name || number === undefined || !/^\d{1,4}$/.test(number)) {
      throw badPairs(file, line, `expected "picture, fold or 0" but received ${JSON.stringify(content)}`)
    }
    return { line, name, number: Number(number) }
  })
  if (sides.length % 2 === 1)
    throw badPairs(file, sides.at(-1)!.line, 'expected a second picture of the pair but the list ends')
  const pairs: FilePair[] = []
  for (let i = 0; i < sides.length; i += 2) {
    const [a, b] = [sides[i]!, sides[i + 1]!]
    if (a.number !== b.number) {
      throw badPairs(file, b.line, `expected the fold ${a.number} of the pair's first picture but received ${b.number}`)
    }
    const genuine = a.number > 0
    pairs.push({ line: a.line, reference: a.name, probe: b.name, genuine, fold: genuine ? a.number - 1 : null })
  }
  return withImpostorFolds(pairs)
}

function withImpostorFolds(pairs: FilePair[]): FilePair[] {
  const genuine = pairs.filter((pair) => pair.genuine)
  const folds = Math.max(...genuine.map(({ fold }) => fold! + 1), 0)
  const size = genuine.length / Math.max(folds, 1)
  const inOrder = genuine.every(({ fold }, i) => fold === Math.floor(i / size))
  if (!inOrder || pairs.length !== 2 * genuine.length) return pairs.map((pair) => ({ ...pair, fold: null }))
  let impostors = 0
  return pairs.map((pair) => (pair.genuine ? pair : { ...pair, fold: Math.floor(impostors++ / size) }))
}

function threeColumns(lines: readonly Line[], file: string): FilePair[] {
  return lines.map(({ line, content, cells }) => {
    const [reference, probe, answer] = cells
    if (cells.length !== 3 || !reference || !probe || !/^[01]$/.test(answer ?? '')) {
      throw badPairs(file, line, `expected "picture, picture, 1 or 0" but received ${JSON.stringify(content)}`)
    }
    return { line, reference, probe, genuine: answer === '1', fold: null }
  })
}

function badPairs(file: string, line: number, message: string): DatasetError {
  return new DatasetError({ code: 'bad-pairs', message: `${file}, line ${line}: ${message}`, details: { file, line } })
}
