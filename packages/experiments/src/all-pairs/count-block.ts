import type { PassCounter } from '@maskmirror/evaluation/counting'
import type { Products } from '@maskmirror/inference/product'
import type { Block } from './block-tasks.ts'
import type { PairRanges } from './pair-ranges.ts'

/** Whether every pair of a block is an impostor pair to be compared: most blocks are such and are counted at once. */
function isAllImpostor({ from, genuineFrom, genuineTo }: PairRanges, block: Block): boolean {
  const last = block.rowTo - 1
  // all ranges ascend with the rows
  const genuineBefore = genuineTo[last]! <= block.columnFrom
  const genuineAfter = genuineFrom[block.rowFrom]! >= block.columnTo
  return from[last]! <= block.columnFrom && (genuineBefore || genuineAfter)
}

/**
 * Counts the scores of a block: rows are cut where genuine probes begin and end, so that no score needs a look at its label.
 *
 * @param options.countGenuine false when the genuine scores are known
 */
export function countBlock(
  counter: PassCounter,
  { values, stride }: Products,
  block: Block,
  ranges: PairRanges,
  { countGenuine }: { countGenuine: boolean },
): void {
  const { rowFrom, rowTo, columnFrom, columnTo } = block
  if (isAllImpostor(ranges, block)) {
    if (stride === columnTo - columnFrom) {
      counter.add('impostor', values, 0, (rowTo - rowFrom) * stride)
      return
    }
  }
  for (let row = rowFrom; row < rowTo; row++) {
    const start = (row - rowFrom) * stride - columnFrom
    const add = (side: 'genuine' | 'impostor', from: number, to: number) => {
      const first = Math.max(from, columnFrom)
      const last = Math.min(to, columnTo)
      if (first < last) counter.add(side, values, start + first, start + last)
    }
    const genuineFrom = ranges.genuineFrom[row]!
    const genuineTo = ranges.genuineTo[row]!
    add('impostor', ranges.from[row]!, genuineFrom)
    if (countGenuine) {
      add('genuine', genuineFrom, ranges.sameFrom[row]!)
      add('genuine', ranges.sameTo[row]!, genuineTo)
    }
    add('impostor', genuineTo, columnTo)
  }
}

/** Scores of a block, by class. */
export interface BlockScores {
  readonly genuine: Float32Array
  readonly impostor: Float32Array
}

/** All genuine scores and one of `every` impostor scores. */
export function scoresOfBlock(
  { values, stride }: Products,
  block: Block,
  ranges: PairRanges,
  every: number,
): BlockScores {
  const { rowFrom, rowTo, columnFrom, columnTo } = block
  const size = (rowTo - rowFrom) * (columnTo - columnFrom)
  const lists = { genuine: new Float32Array(size), impostor: new Float32Array(size) }
  const counts = { genuine: 0, impostor: 0 }
  let skipped = 0
  for (let row = rowFrom; row < rowTo; row++) {
    const start = (row - rowFrom) * stride - columnFrom
    for (let column = Math.max(ranges.from[row]!, columnFrom); column < columnTo; column++) {
      if (column >= ranges.sameFrom[row]! && column < ranges.sameTo[row]!) continue
      const isGenuine = column >= ranges.genuineFrom[row]! && column < ranges.genuineTo[row]!
      if (!isGenuine && ++skipped % every !== 0) continue
      const side = isGenuine ? 'genuine' : 'impostor'
      lists[side][counts[side]++] = values[start + column]!
    }
  }
  return {
    genuine: lists.genuine.slice(0, counts.genuine),
    impostor: lists.impostor.slice(0, counts.impostor),
  }
}
