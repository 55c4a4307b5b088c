import { concatenate } from '@maskmirror/core'
import type { ClassCounts, PassCounts, ScoreArray } from './pass-plan.ts'
import { joinMoments, noMoments, type PartMoments } from './running-moments.ts'

/** One class in a whole pass. */
export interface MergedClass {
  readonly moments: PartMoments
  readonly failed: number
  /** Positions of the bins that hold scores, ascending. */
  readonly binPositions: Int32Array
  readonly binCounts: Float64Array
  readonly parts: Float64Array
  /** Of each counter, ascending; null when one had more than the limit. */
  readonly kept: readonly ScoreArray[] | null
}

export interface MergedCounts {
  readonly genuine: MergedClass
  readonly impostor: MergedClass
  /** Ascending; null when there were more than the limit. */
  readonly genuineScores: Float64Array | null
}

/** Adds up what the counters of one pass have counted. */
export function mergeCounts(counts: readonly PassCounts[]): MergedCounts {
  return {
    genuine: mergeClass(counts.map(({ genuine }) => genuine)),
    impostor: mergeClass(counts.map(({ impostor }) => impostor)),
    genuineScores: ascending(together(counts.map(({ genuineScores }) => genuineScores))),
  }
}

function mergeClass(counts: readonly ClassCounts[]): MergedClass {
  const parts = new Float64Array(counts[0]?.parts.length ?? 0)
  let moments = noMoments
  let failed = 0
  for (const count of counts) {
    moments = joinMoments(moments, count)
    failed += count.failed
    for (let i = 0; i < parts.length; i++) parts[i]! += count.parts[i]!
  }
  return { moments, failed, ...mergeBins(counts), parts, kept: together(counts.map(({ kept }) => kept)) }
}

function mergeBins(counts: readonly ClassCounts[]): Bins {
  let merged: Bins = { binPositions: new Int32Array(), binCounts: new Float64Array() }
  for (const bins of counts) merged = mergeTwo(merged, bins)
  return merged
}

type Bins = Pick<MergedClass, 'binPositions' | 'binCounts'>

function mergeTwo(a: Bins, b: Bins): Bins {
  const most = a.binPositions.length + b.binPositions.length
  const binPositions = new Int32Array(most)
  const binCounts = new Float64Array(most)
  let i = 0
  let k = 0
  let length = 0
  while (i < a.binPositions.length && k < b.binPositions.length) {
    const ofA = a.binPositions[i]!
    const ofB = b.binPositions[k]!
    binPositions[length] = Math.min(ofA, ofB)
    binCounts[length] = (ofA <= ofB ? a.binCounts[i++]! : 0) + (ofB <= ofA ? b.binCounts[k++]! : 0)
    length++
  }
  for (const [rest, from] of [
    [a, i],
    [b, k],
  ] as const) {
    binPositions.set(rest.binPositions.subarray(from), length)
    binCounts.set(rest.binCounts.subarray(from), length)
    length += rest.binPositions.length - from
  }
  return { binPositions: binPositions.subarray(0, length), binCounts: binCounts.subarray(0, length) }
}

/** Null when one of them is. */
function together(lists: readonly (ScoreArray | null)[]): readonly ScoreArray[] | null {
  const complete = lists.filter((list) => list !== null)
  return complete.length < lists.length ? null : complete
}

function ascending(lists: readonly ScoreArray[] | null): Float64Array | null {
  if (lists === null) return null
  const all = concatenate(Float64Array, lists)
  for (let i = 0; i < all.length; i++) all[i]! += 0 // -0 becomes 0
  return all.sort()
}
