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
 * Counts the scores of a block. Rows are cut where genuine probes begin and end, so that no score needs a look at its label, and the
 * impostors moved together, so that they are counted at once: `values` are used up.
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
  if (isAllImpostor(ranges, block) && stride === columnTo - columnFrom) {
    counter.add('impostor', values, 0, (rowTo - rowFrom) * stride)
    return
  }
  let impostors = 0
  forEachSegment(block, ranges, stride, (side, from, to) => {
    if (side === 'impostor') {
      values.copyWithin(impostors, from, to)
      impostors += to - from
    } else if (countGenuine) counter.add('genuine', values, from, to)
  })
  counter.add('impostor', values, 0, impostors)
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
  const size = (block.rowTo - block.rowFrom) * (block.columnTo - block.columnFrom)
  const genuine = new Float32Array(size)
  const impostor = new Float32Array(Math.ceil(size / every))
  let genuineCount = 0
  let impostorCount = 0
  let skip = every - 1
  forEachSegment(block, ranges, stride, (side, from, to) => {
    if (side === 'genuine') {
      for (let i = from; i < to; i++) genuine[genuineCount++] = values[i]!
      return
    }
    let i = from + skip
    for (; i < to; i += every) impostor[impostorCount++] = values[i]!
    skip = i - to
  })
  return { genuine: genuine.slice(0, genuineCount), impostor: impostor.slice(0, impostorCount) }
}

/** The places of a block's scores among its products, in ascending order; those of one class that lie beside each other together. */
function forEachSegment(
  { rowFrom, rowTo, columnFrom, columnTo }: Block,
  ranges: PairRanges,
  stride: number,
  use: (side: keyof BlockScores, from: number, to: number) => void,
): void {
  for (let row = rowFrom; row < rowTo; row++) {
    const start = (row - rowFrom) * stride - columnFrom
    const show = (side: keyof BlockScores, from: number, to: number) => {
      const first = Math.max(from, columnFrom)
      const last = Math.min(to, columnTo)
      if (first < last) use(side, start + first, start + last)
    }
    const genuineTo = ranges.genuineTo[row]!
    show('impostor', ranges.from[row]!, ranges.genuineFrom[row]!)
    show('genuine', ranges.genuineFrom[row]!, ranges.sameFrom[row]!)
    show('genuine', ranges.sameTo[row]!, genuineTo)
    show('impostor', genuineTo, columnTo)
  }
}
