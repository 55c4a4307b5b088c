import { largestScore } from '#prepared-scores.ts'
import { countFloat32, countFloat64, pickFloat32, pickFloat64 } from './counting-loops.ts'
import { createGrowingScores } from './growing-scores.ts'
import type { ClassCounts, PassPlan } from './pass-plan.ts'
import { joinMoments, momentsFromSums, noMoments } from './running-moments.ts'
import { createScoreBins } from './score-bins.ts'

/** Counts the scores of one class in bins, and those in bins with splits more finely. */
export interface ClassCounter {
  /** @returns false when one of the scores is no finite number within ±1e150; the counter is spoilt then */
  add(scores: Float32Array | Float64Array, from: number, to: number): boolean
  addFailed(count: number): void
  counts(): ClassCounts
  /** Every score; null when there were more than the limit. */
  all(): Float64Array | null
}

/** Bins are added to wider ones before one could overflow. */
const mostInBin = 2 ** 32 - 1

/** Scores between two looks at the marked bins: they stay in the first cache (our choice). */
const blockLength = 4096

/** @param keepAll how many scores are kept one by one besides those of the plan */
export function createClassCounter(plan: PassPlan, keepAll: number): ClassCounter {
  const { size, shift, indexOf, positionOf } = createScoreBins(plan.precision)
  const { splits, kept } = plan
  const { marked, rowOf, starts } = indexSplits(splits, size, indexOf)
  const bins = new Uint32Array(size)
  let wideBins: Float64Array | null = null
  let sinceWidened = 0
  let moments = noMoments
  let failed = 0
  const parts = new Float64Array(splits.length)
  const keptScores = createGrowingScores(plan.keptLimit)
  const all = createGrowingScores(keepAll)
  const pickedSingles = new Float32Array(plan.precision === 'float32' ? blockLength + 1 : 0)
  const pickedDoubles = new Float64Array(plan.precision === 'float64' ? blockLength + 1 : 0)

  const widen = () => {
    wideBins ??= new Float64Array(size)
    for (let i = 0; i < size; i++) wideBins[i]! += bins[i]!
    bins.fill(0)
    sinceWidened = 0
  }
  const countParts = (picked: Float32Array | Float64Array, count: number) => {
    for (let i = 0; i < count; i++) {
      const score = picked[i]!
      const row = rowOf[indexOf(score)]!
      let low = starts[row]!
      let high = starts[row + 1]!
      while (high - low > 1) {
        const middle = (low + high) >>> 1
        if (splits[middle]! <= score) low = middle
        else high = middle
      }
      parts[low]!++
      if (kept[low] === 1) keptScores.push(score)
    }
  }
  return {
    add: (scores, from, to) => {
      if (sinceWidened + (to - from) > mostInBin) widen()
      sinceWidened += to - from
      const words = new Uint32Array(scores.buffer, scores.byteOffset, scores.byteLength / 4)
      for (let start = from; start < to; start += blockLength) {
        const range = { from: start, to: Math.min(start + blockLength, to), shift, near: scores[start]! }
        const { sum, squares } =
          scores instanceof Float32Array
            ? countFloat32(scores, words, range, bins)
            : countFloat64(scores, words, range, bins)
        if (!(squares < largestScore ** 2) && !areUsable(scores, from, to)) return false
        moments = joinMoments(moments, momentsFromSums(range.to - start, range.near, sum, squares))
        if (starts.length > 1) {
          if (scores instanceof Float32Array) {
            countParts(pickedSingles, pickFloat32(scores, words, range, { marked, picked: pickedSingles }))
          } else {
            countParts(pickedDoubles, pickFloat64(scores, words, range, { marked, picked: pickedDoubles }))
          }
        }
        if (keepAll > 0) for (let i = start; i < range.to; i++) all.push(scores[i]!)
      }
      return true
    },
    addFailed: (count) => {
      failed += count
    },
    counts: () => {
      if (wideBins !== null) widen()
      const total = wideBins ?? bins
      const filled: number[] = []
      for (let index = 0; index < size; index++) if (total[index] !== 0) filled.push(index)
      return {
        ...moments,
        failed,
        binPositions: Int32Array.from(filled, positionOf),
        binCounts: Float64Array.from(filled, (index) => total[index]!),
        parts,
        kept: keptScores.values(),
      }
    },
    all: all.values,
  }
}

/** Which bins hold splits, and which splits. Row r of a bin has the splits from `starts[r]` up to `starts[r + 1]`. */
function indexSplits(splits: Float64Array, size: number, indexOf: (value: number) => number) {
  const rowOf = new Uint32Array(size)
  const marked = new Uint8Array(size)
  const starts: number[] = []
  for (let i = 0; i < splits.length; i++) {
    const index = indexOf(splits[i]!)
    if (marked[index] === 1) continue
    marked[index] = 1
    rowOf[index] = starts.length
    starts.push(i)
  }
  starts.push(splits.length)
  marked[size / 2] = marked[0]!
  return { marked, rowOf, starts: Uint32Array.from(starts) }
}

function areUsable(scores: Float32Array | Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!(Math.abs(scores[i]!) <= largestScore)) return false
  return true
}
