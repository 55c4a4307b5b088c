import { concatenate } from '@maskmirror/core'
import type { ClassCounts, PassCounts } from './pass-plan.ts'
import { joinMoments, noMoments, type PartMoments } from './running-moments.ts'

/** One class in a whole pass. */
export interface MergedClass {
  readonly moments: PartMoments
  readonly failed: number
  /** Positions of the bins that hold scores, ascending. */
  readonly binPositions: Int32Array
  readonly binCounts: Float64Array
  readonly parts: Float64Array
  /** In any order; null when there were more than the limit. */
  readonly kept: readonly (Float32Array | Float64Array)[] | null
}

export interface MergedCounts {
  readonly genuine: MergedClass
  readonly impostor: MergedClass
  /** Ascending; null when there were more than the limit. */
  readonly genuineScores: Float64Array | null
}

/**
 * Adds up what the counters of one pass have counted.
 *
 * @param known counts of genuine scores that were not shown to the counters
 */
export function mergeCounts(counts: readonly PassCounts[], known: ClassCounts | null): MergedCounts {
  const genuine = counts.map((part) => part.genuine)
  return {
    genuine: mergeClass(known === null ? genuine : [...genuine, known]),
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
  while (i < a.binPositions.length || k < b.binPositions.length) {
    const ofA = a.binPositions[i] ?? Infinity
    const ofB = b.binPositions[k] ?? Infinity
    binPositions[length] = Math.min(ofA, ofB)
    binCounts[length] = (ofA <= ofB ? a.binCounts[i++]! : 0) + (ofB <= ofA ? b.binCounts[k++]! : 0)
    length++
  }
  return { binPositions: binPositions.subarray(0, length), binCounts: binCounts.subarray(0, length) }
}

type ScoreLists = readonly (Float32Array | Float64Array)[]

/** Null when one of them is. */
function together(lists: readonly (ScoreLists | null)[]): ScoreLists | null {
  const complete = lists.filter((list) => list !== null)
  return complete.length < lists.length ? null : complete.flat()
}

function ascending(lists: ScoreLists | null): Float64Array | null {
  if (lists === null) return null
  const all = concatenate(Float64Array, lists)
  for (let i = 0; i < all.length; i++) all[i]! += 0 // -0 becomes 0
  return all.sort()
}
