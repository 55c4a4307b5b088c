import type { PairRanges } from './pair-ranges.ts'

/** A rectangle of pairs: reference rows and probe rows, `To` exclusive. */
export interface Block {
  readonly rowFrom: number
  readonly rowTo: number
  readonly columnFrom: number
  readonly columnTo: number
}

/** Blocks as plain numbers, four each, in memory that threads share. */
export interface BlockList {
  readonly length: number
  readonly at: (index: number) => Block
  readonly numbers: Int32Array
}

export function blockList(numbers: Int32Array): BlockList {
  return {
    length: numbers.length / 4,
    at: (index) => ({
      rowFrom: numbers[4 * index]!,
      rowTo: numbers[4 * index + 1]!,
      columnFrom: numbers[4 * index + 2]!,
      columnTo: numbers[4 * index + 3]!,
    }),
    numbers,
  }
}

/** Blocks that hold every pair once; those that begin below the diagonal of a symmetric set are left out. */
export function allBlocks(ranges: PairRanges, probeCount: number, blockRows: number): BlockList {
  const numbers: number[] = []
  const rowCount = ranges.from.length
  for (let row = 0; row < rowCount; row += blockRows) {
    const rowTo = Math.min(row + blockRows, rowCount)
    for (let column = firstBlock(ranges.from[row]!, blockRows); column < probeCount; column += blockRows) {
      numbers.push(row, rowTo, column, Math.min(column + blockRows, probeCount))
    }
  }
  return blockList(shared(numbers))
}

/** Rows and columns of a strip: few beside a block, so that little besides genuine pairs is computed (our choice). */
const stripSize = 128

/** Blocks along the genuine pairs that hold all of them, and some impostors. */
export function genuineStrips(ranges: PairRanges, blockRows: number): BlockList {
  const { genuineFrom, genuineTo } = ranges
  const numbers: number[] = []
  let rowFrom = 0
  let from = Infinity
  let to = 0
  const finish = (rowTo: number) => {
    for (let column = from; column < to; column += blockRows) {
      numbers.push(rowFrom, rowTo, column, Math.min(column + blockRows, to))
    }
    rowFrom = rowTo
    from = Infinity
    to = 0
  }
  for (let row = 0; row < genuineFrom.length; row++) {
    if (genuineFrom[row]! < genuineTo[row]!) {
      if (row - rowFrom === stripSize || (to > 0 && genuineTo[row]! - from > stripSize)) finish(row)
      from = Math.min(from, genuineFrom[row]!)
      to = genuineTo[row]!
    } else if (row - rowFrom === stripSize) finish(row)
  }
  finish(genuineFrom.length)
  return blockList(shared(numbers))
}

/** How many pairs the blocks compute, compared or not. */
export function areaOf(blocks: BlockList): number {
  let area = 0
  for (let i = 0; i < blocks.length; i++) {
    const { rowFrom, rowTo, columnFrom, columnTo } = blocks.at(i)
    area += (rowTo - rowFrom) * (columnTo - columnFrom)
  }
  return area
}

function firstBlock(column: number, blockRows: number): number {
  return Math.floor(column / blockRows) * blockRows
}

function shared(numbers: readonly number[]): Int32Array {
  const result = new Int32Array(new SharedArrayBuffer(numbers.length * 4))
  result.set(numbers)
  return result
}
