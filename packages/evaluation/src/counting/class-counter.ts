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
import type { ClassCounts, PassPlan, ScoreArray } from './pass-plan.ts'
import { joinMoments, momentsFromSums, noMoments, type PartMoments } from './running-moments.ts'
import { createScoreBins } from './score-bins.ts'

/** Counts the scores of one class in bins, and those in bins with splits more finely. */
export interface ClassCounter {
  /** @returns false when one of the scores is no finite number within ±1e150; the counter is spoilt then */
  add(scores: ScoreArray, from: number, to: number): boolean
  addFailed(count: number): void
  /** Mean and spread of the scores added since the last call; they are left out of `counts`. */
  takeMoments(): PartMoments
  counts(): ClassCounts
  /** Every score, ascending; null when there were more than the limit. */
  all(): ScoreArray | null
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
  const { size, firstPosition, lastPosition, alsoZero, indexAt } = createScoreBins(precision)
  const bins = new Uint32Array(size)
  let wideBins: Float64Array | null = null
  let sinceWidened = 0
  let moments = noMoments
  let failed = 0
  const parts = new Float64Array(splits.length)
  const allKept = createGrowingScores(precision, plan.keptLimit)
  const all = createGrowingScores(precision, keepAll)
  const sums = new Float64Array(2)
  const pickedLength = finder === null ? 0 : blockLength + 1
  const picked = precision === 'float32' ? new Float32Array(pickedLength) : new Float64Array(pickedLength)
  const pickedWords = new Int32Array(picked.buffer)
  const keptScores = precision === 'float32' ? new Float32Array(pickedLength) : new Float64Array(pickedLength)

  const widen = () => {
    wideBins ??= new Float64Array(size)
    for (let i = 0; i < size; i++) wideBins[i]! += bins[i]!
    bins.fill(0)
    sinceWidened = 0
  }
  const countBins = (scores: ScoreArray, from: number, to: number) => {
    const words = scores instanceof Float32Array ? null : new Int32Array(scores.buffer, scores.byteOffset, 2 * to)
    if (finder === null) {
      if (scores instanceof Float32Array) countFloat32(scores, from, to, bins)
      else countFloat64(words!, from, to, bins)
      return
    }
    const { marked } = finder
    const count =
      scores instanceof Float32Array
        ? countAndPickFloat32(scores, from, to, bins, marked, picked as Float32Array)
        : countAndPickFloat64(words!, from, to, bins, marked, pickedWords)
    const keptCount = finder.countParts(picked, count, parts, kept, keptScores)
    if (keptCount > 0) allKept.append(keptScores.subarray(0, keptCount))
  }
  return {
    add: (scores, from, to) => {
      if (sinceWidened + (to - from) > mostInBin) widen()
      sinceWidened += to - from
      for (let start = from; start < to; start += blockLength) {
        const end = Math.min(start + blockLength, to)
        const near = scores[start]!
        if (scores instanceof Float32Array) sumFloat32(scores, start, end, near, sums)
        else sumFloat64(scores, start, end, near, sums)
        if (!(sums[1]! < largestScore ** 2) && !areUsable(scores, from, to)) return false
        moments = joinMoments(moments, momentsFromSums(end - start, near, sums[0]!, sums[1]!))
        countBins(scores, start, end)
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
      if (alsoZero !== null) {
        total[0]! += total[alsoZero]!
        total[alsoZero] = 0
      }
      let filled = 0
      for (let index = 0; index < size; index++) if (total[index] !== 0) filled++
      const binPositions = new Int32Array(filled)
      const binCounts = new Float64Array(filled)
      filled = 0
      for (let position = firstPosition; position <= lastPosition; position++) {
        const count = total[indexAt(position)]!
        if (count === 0) continue
        binPositions[filled] = position
        binCounts[filled++] = count
      }
      return {
        ...moments,
        failed,
        binPositions,
        binCounts,
        parts,
        kept: allKept.ascending(),
      }
    },
    all: all.ascending,
  }
}

function areUsable(scores: ScoreArray, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!(Math.abs(scores[i]!) <= largestScore)) return false
  return true
}
