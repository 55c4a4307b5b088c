import { largestScore } from '#prepared-scores.ts'
import { createCosineCounter } from './count-cosines.ts'
import { createFloat64Counter } from './count-float64.ts'
import { blockLength } from './counted-block.ts'
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

/**
 * @param finder of the plan's splits; null when there are none
 * @param keepAll how many scores are kept one by one besides those of the plan
 */
export function createClassCounter(plan: PassPlan, finder: PartFinder | null, keepAll: number): ClassCounter {
  const { precision, splits, kept } = plan
  const { size, firstPosition, lastPosition, alsoZero, indexAt } = createScoreBins(precision)
  const createCounter = precision === 'float32' ? createCosineCounter : createFloat64Counter
  const { bins, picked, count } = createCounter(finder?.marked ?? null)
  let wideBins: Float64Array | null = null
  let sinceWidened = 0
  let moments = noMoments
  let failed = 0
  const parts = new Float64Array(splits.length)
  const allKept = createGrowingScores(precision, plan.keptLimit)
  const all = createGrowingScores(precision, keepAll)
  const keptLength = finder === null ? 0 : blockLength + 1
  const keptScores = precision === 'float32' ? new Float32Array(keptLength) : new Float64Array(keptLength)

  const widen = () => {
    wideBins ??= new Float64Array(size)
    for (let i = 0; i < size; i++) wideBins[i]! += bins[i]!
    bins.fill(0)
    sinceWidened = 0
  }
  return {
    add: (scores, from, to) => {
      if (sinceWidened + (to - from) > mostInBin) widen()
      sinceWidened += to - from
      for (let start = from; start < to; start += blockLength) {
        const end = Math.min(start + blockLength, to)
        const { pickedCount, near, sum, squares } = count(scores, start, end)
        if (!(squares < largestScore ** 2) && !areUsable(scores, from, to)) return false
        moments = joinMoments(moments, momentsFromSums(end - start, near, sum, squares))
        const keptCount = finder?.countParts(picked, pickedCount, parts, kept, keptScores) ?? 0
        if (keptCount > 0) allKept.append(keptScores.subarray(0, keptCount))
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
