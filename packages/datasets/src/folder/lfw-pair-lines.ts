import { DatasetError } from '#error.ts'

/** One side of a line: `name 3` is picture 3 of a person. */
export interface NumberedPicture {
  readonly person: string
  readonly number: number
}

/** A line of a pair list in LFW's format. */
export interface LfwPair {
  readonly line: number
  readonly reference: NumberedPicture
  readonly probe: NumberedPicture
  readonly genuine: boolean
  /** From 0; null when the list has no folds. */
  readonly fold: number | null
}

/**
 * Reads the lines of LFW's `pairs.txt`. First line: folds and pairs of each kind in a fold (`10 300`), or the pairs of each kind alone
 * (`300`). Then in each fold genuine pairs (`name i j`) and impostor pairs (`name i name j`). Without such a first line, as
 * MFR2 has it, pairs may come in any order.
 *
 * @param file the file's name, for messages
 * @throws DatasetError `bad-pairs`, naming the line
 */
export function readLfwPairs(text: string, file: string): LfwPair[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const promised = promise(lines[0]!)
  const pairs: LfwPair[] = []
  for (const [index, content] of lines.entries()) {
    if ((index === 0 && promised !== null) || content.trim() === '') continue
    const line = index + 1
    const pair = pairOf(content)
    if (pair === null) {
      const first = index === 0 ? '"folds pairs", "pairs", ' : ''
      throw badPairs(
        file,
        line,
        `expected ${first}"name i j" or "name i name j" but received ${JSON.stringify(content)}`,
      )
    }
    if (promised !== null && pair.genuine !== Math.floor(pairs.length / promised.perKind) % 2 < 1) {
      const { perKind } = promised
      throw badPairs(file, line, `expected ${perKind} genuine, then ${perKind} impostor pairs in each fold`)
    }
    const fold = promised?.folds === undefined ? null : Math.floor(pairs.length / (2 * promised.perKind))
    pairs.push({ line, ...pair, fold })
  }
  if (pairs.length === 0)
    throw badPairs(file, 1, `expected "folds pairs", "pairs" or a pair but received ${JSON.stringify(lines[0])}`)
  if (promised !== null) {
    const { folds = 1, perKind } = promised
    const count = folds * perKind * 2
    if (pairs.length !== count) {
      throw badPairs(file, 1, `promised ${folds} × 2 × ${perKind} = ${count} pairs but ${pairs.length} follow`)
    }
  }
  return pairs
}

/** Name of the picture without ending, as LFW stores it: `Ann_Lee/Ann_Lee_0003`. */
export function lfwStem({ person, number }: NumberedPicture): string {
  return `${person}/${person}_${String(number).padStart(4, '0')}`
}

/** What the first line promises; null when it is none of the kind. */
function promise(line: string): { folds?: number; perKind: number } | null {
  const cells = line.trim().split(/\s+/)
  if (cells.length > 2 || !cells.every((cell) => isNumber(cell))) return null
  return cells.length === 2 ? { folds: Number(cells[0]), perKind: Number(cells[1]) } : { perKind: Number(cells[0]) }
}

function pairOf(content: string): Pick<LfwPair, 'reference' | 'probe' | 'genuine'> | null {
  const cells = (content.includes('\t') ? content.split('\t') : content.trim().split(/\s+/)).map((cell) => cell.trim())
  const genuine = cells.length === 3
  const [name, first, other, second] = genuine ? [cells[0], cells[1], cells[0], cells[2]] : cells
  if (!(genuine || cells.length === 4) || !name || !other || !isNumber(first) || !isNumber(second)) return null
  return {
    reference: { person: name, number: Number(first) },
    probe: { person: other, number: Number(second) },
    genuine,
  }
}

function isNumber(cell: string | undefined): cell is string {
  return cell !== undefined && /^[1-9]\d{0,8}$/.test(cell)
}

function badPairs(file: string, line: number, message: string): DatasetError {
  return new DatasetError({ code: 'bad-pairs', message: `${file}, line ${line}: ${message}`, details: { file, line } })
}
