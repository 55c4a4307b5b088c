import { type BlockCounter, blockLength } from './counted-block.ts'
import { createScoreBins } from './score-bins.ts'

/**
 * Counts float64 scores.
 *
 * @param marked by bin, 1 where scores are to be picked; null for none
 */
export function createFloat64Counter(marked: Uint8Array | null): BlockCounter {
  const bins = new Uint32Array(createScoreBins('float64').size)
  const picked = new Float64Array(marked === null ? 0 : blockLength + 1)
  const pickedWords = new Int32Array(picked.buffer)
  const sums = new Float64Array(2)
  return {
    bins,
    picked,
    count: (scores, from, to) => {
      if (scores instanceof Float32Array) throw new TypeError('Expected float64 scores but received float32 ones')
      const near = scores[from]!
      const words = new Int32Array(scores.buffer, scores.byteOffset, 2 * to)
      sumFloat64(scores, from, to, near, sums)
      if (marked === null) countFloat64(words, from, to, bins)
      const pickedCount = marked === null ? 0 : countAndPickFloat64(words, from, to, bins, marked, pickedWords)
      return { pickedCount, near, sum: sums[0]!, squares: sums[1]! }
    },
  }
}

/*
 * The loops that see every score, about a nanosecond each. They are small, and every array is a parameter of its own, because that is
 * what V8 makes fast code of: arrays inside an options object take longer. The binary form of a score comes as two whole numbers, the
 * upper one second.
 */

/** Counts up the bin of each score. */
function countFloat64(words: Int32Array, from: number, to: number, bins: Uint32Array): void {
  for (let i = from; i < to; i++) bins[words[2 * i + 1]! >>> 11]!++
}

/**
 * Counts up the bin of each score and copies those of marked bins. Each is written and stays only when it is marked: no branch
 * to be mispredicted.
 *
 * @param marked by bin, 0 or 1
 * @param picked one score longer than the scores; receives their binary form
 * @returns how many were picked
 */
function countAndPickFloat64(
  words: Int32Array,
  from: number,
  to: number,
  bins: Uint32Array,
  marked: Uint8Array,
  picked: Int32Array,
): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const word = words[2 * i + 1]!
    const index = word >>> 11
    bins[index]!++
    picked[2 * count] = words[2 * i]!
    picked[2 * count + 1] = word
    count += marked[index]!
  }
  return count
}

/**
 * Sums the distances to a number near the scores, and their squares. Two sums run side by side, because an addition has to wait for
 * the one before.
 *
 * @param sums receives both
 */
function sumFloat64(scores: Float64Array, from: number, to: number, near: number, sums: Float64Array): void {
  let sum0 = 0
  let sum1 = 0
  let squares0 = 0
  let squares1 = 0
  const end = to - ((to - from) & 1)
  for (let i = from; i < end; i += 2) {
    const distance0 = scores[i]! - near
    const distance1 = scores[i + 1]! - near
    sum0 += distance0
    sum1 += distance1
    squares0 += distance0 * distance0
    squares1 += distance1 * distance1
  }
  const last = end < to ? scores[end]! - near : 0
  sums[0] = sum0 + sum1 + last
  sums[1] = squares0 + squares1 + last * last
}
