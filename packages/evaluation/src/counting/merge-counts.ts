import type { ClassCounts, PassCounts } from './pass-plan.ts'
import { joinMoments, noMoments, type PartMoments } from './running-moments.ts'

/** One class in a whole pass. */
export interface MergedClass {
  readonly moments: PartMoments
  readonly failed: number
  /** By position of the bin. */
  readonly bins: ReadonlyMap<number, number>
  readonly parts: Float64Array
  /** Ascending; null when there were more than the limit. */
  readonly kept: Float64Array | null
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
    genuineScores: sortedTogether(counts.map(({ genuineScores }) => genuineScores)),
  }
}

function mergeClass(counts: readonly ClassCounts[]): MergedClass {
  const bins = new Map<number, number>()
  const parts = new Float64Array(counts[0]?.parts.length ?? 0)
  let moments = noMoments
  let failed = 0
  for (const count of counts) {
    moments = joinMoments(moments, count)
    failed += count.failed
    for (const [i, position] of count.binPositions.entries()) {
      bins.set(position, (bins.get(position) ?? 0) + count.binCounts[i]!)
    }
    for (const [i, inPart] of count.parts.entries()) parts[i]! += inPart
  }
  return { moments, failed, bins, parts, kept: sortedTogether(counts.map(({ kept }) => kept)) }
}

function sortedTogether(lists: readonly (Float64Array | null)[]): Float64Array | null {
  const complete = lists.filter((list) => list !== null)
  if (complete.length < lists.length) return null
  const all = new Float64Array(complete.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const list of complete) {
    all.set(list, offset)
    offset += list.length
  }
  return all.sort()
}
