import { largestScore } from '#prepared-scores.ts'
import {
  countAndPickFloat32,
  countAndPickFloat64,
  countFloat32,
  countFloat64,
  sumFloat32,
  sumFloat64,
} from './counting-loops.ts'
import type { PartFinder } from './find-part.ts'
import { createGrowingScores } from './growing-scores.ts'
import type { ClassCounts, PassPlan } from './pass-plan.ts'
import { joinMoments, momentsFromSums, noMoments, type PartMoments } from './running-moments.ts'
import { createScoreBins } from './score-bins.ts'

/** Counts the scores of one class in bins, and those in bins with splits more finely. */
export interface ClassCounter {
  /** @returns false when one of the scores is no finite number within ±1e150; the counter is spoilt then */
  add(scores: Float32Array | Float64Array, from: number, to: number): boolean
  addFailed(count: number): void
  /** Mean and spread of the scores added since the last call; they are left out of `counts`. */
  takeMoments(): PartMoments
  counts(): ClassCounts
  /** Every score, in the order in which they came; null when there were more than the limit. */
  all(): readonly (Float32Array | Float64Array)[] | null
}

/** Bins are added to wider ones before one could overflow. */
const mostInBin = 2 ** 32 - 1

/** Scores that one loop sees before the next one does: they stay in the first cache (our choice). */
const blockLength = 4096

/**
 * @param finder of the plan's splits; null when there are none
 * @param keepAll how many scores are kept one by one besides those of the plan
 */
export function createClassCounter(plan: PassPlan, finder: PartFinder | null, keepAll: number): ClassCounter {
  const { precision, splits, kept } = plan
  const { size, positionOf } = createScoreBins(precision)
  const bins = new Uint32Array(size)
  let wideBins: Float64Array | null = null
  let sinceWidened = 0
  let moments = noMoments
  let failed = 0
  const parts = new Float64Array(splits.length)
  const allKept = createGrowingScores(plan.keptLimit)
  const all = createGrowingScores(keepAll)
  const sums = new Float64Array(2)
  const wordsEach = precision === 'float32' ? 1 : 2
  const picked = new Int32Array(finder === null ? 0 : (blockLength + 1) * wordsEach)
  const keptLength = finder === null ? 0 : blockLength + 1
  const keptScores = precision === 'float32' ? new Float32Array(keptLength) : new Float64Array(keptLength)
  const pickedScores = precision === 'float32' ? new Float32Array(picked.buffer) : new Float64Array(picked.buffer)

  const widen = () => {
    wideBins ??= new Float64Array(size)
    for (let i = 0; i < size; i++) wideBins[i]! += bins[i]!
    bins.fill(0)
    sinceWidened = 0
  }
  const countBins = (words: Int32Array, from: number, to: number) => {
    if (finder === null) {
      if (wordsEach === 1) countFloat32(words, from, to, bins)
      else countFloat64(words, from, to, bins)
      return
    }
    const { marked } = finder
    const count =
      wordsEach === 1
        ? countAndPickFloat32(words, from, to, bins, marked, picked)
        : countAndPickFloat64(words, from, to, bins, marked, picked)
    const keptCount = finder.countParts(pickedScores, picked, count, parts, kept, keptScores)
    if (keptCount > 0) allKept.append(keptScores.subarray(0, keptCount))
  }
  return {
    add: (scores, from, to) => {
      if (sinceWidened + (to - from) > mostInBin) widen()
      sinceWidened += to - from
      const words = new Int32Array(scores.buffer, scores.byteOffset, scores.byteLength / 4)
      for (let start = from; start < to; start += blockLength) {
        const end = Math.min(start + blockLength, to)
        const near = scores[start]!
        if (scores instanceof Float32Array) sumFloat32(scores, start, end, near, sums)
        else sumFloat64(scores, start, end, near, sums)
        if (!(sums[1]! < largestScore ** 2) && !areUsable(scores, from, to)) return false
        moments = joinMoments(moments, momentsFromSums(end - start, near, sums[0]!, sums[1]!))
        countBins(words, start, end)
        if (keepAll > 0) all.append(scores.subarray(start, end))
      }
      return true
    },
    addFailed: (count) => {
      failed += count
    },
    takeMoments: () => {
      const taken = moments
      moments = noMoments
      return taken
    },
    counts: () => {
      if (wideBins !== null) widen()
      const total = wideBins ?? bins
      // the smallest negative numbers are in the bin of 0, see ScoreBins
      const half = size / 2
      total[0]! += total[half]!
      total[half] = 0
      const filled: number[] = []
      for (let index = size - 1; index > half; index--) if (total[index] !== 0) filled.push(index)
      for (let index = 0; index < half; index++) if (total[index] !== 0) filled.push(index)
      return {
        ...moments,
        failed,
        binPositions: Int32Array.from(filled, positionOf),
        binCounts: Float64Array.from(filled, (index) => total[index]!),
        parts,
        kept: allKept.values(),
      }
    },
    all: all.values,
  }
}

function areUsable(scores: Float32Array | Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!(Math.abs(scores[i]!) <= largestScore)) return false
  return true
}
