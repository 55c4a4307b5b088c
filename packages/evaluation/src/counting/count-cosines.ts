import { instantiateWasm } from '@maskmirror/core'
import { countCosinesBytes } from './count-cosines-bytes.ts'
import { type BlockCounter, blockLength } from './counted-block.ts'
import { createScoreBins } from './score-bins.ts'

/** See count-cosines.wat. */
interface CosineLoop {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly count: (count: number, lowest: number, near: number) => number
}

/** Where things lie in the memory of the loop. */
const markedAt = 131_072
const scoresAt = 163_840
const pickedAt = 229_376
const sumsAt = 294_976

/** Scores that the loop takes at once. */
const lanes = 4

/**
 * Counts float32 scores in WebAssembly, about a nanosecond each; JavaScript takes several.
 *
 * @param marked by bin, 1 where scores are to be picked; null for none
 */
export function createCosineCounter(marked: Uint8Array | null): BlockCounter {
  const { size, indexOf, lowest } = createScoreBins('float32')
  const { memory, count } = instantiateWasm<CosineLoop>(countCosinesBytes)
  const bins = new Uint32Array(memory.buffer, 0, size)
  const staged = new Float32Array(memory.buffer, scoresAt, blockLength)
  const sums = new Float64Array(memory.buffer, sumsAt, 4)
  if (marked !== null) {
    const steps = new Uint8Array(memory.buffer, markedAt, size)
    for (let index = 0; index < size; index++) steps[index] = marked[index]! * Float32Array.BYTES_PER_ELEMENT
  }
  const firstMarked = marked?.indexOf(1) ?? -1
  const lowestMarked = firstMarked === -1 ? Infinity : firstMarked === 0 ? -Infinity : lowest(firstMarked)
  return {
    bins,
    picked: new Float32Array(memory.buffer, pickedAt, blockLength + 1),
    count: (scores, from, to) => {
      const near = scores[from]!
      const length = to - from
      const filled = Math.ceil(length / lanes) * lanes
      staged.set(scores.subarray(from, to))
      staged.fill(near, length, filled)
      const pickedCount = count(filled, lowestMarked, near)
      // what was filled up is counted and picked, and adds nothing to the sums
      const index = indexOf(near)
      bins[index]! -= filled - length
      return {
        pickedCount: pickedCount - (filled - length) * (marked?.[index] ?? 0),
        near,
        sum: sums[0]! + sums[1]!,
        squares: sums[2]! + sums[3]!,
      }
    },
  }
}
