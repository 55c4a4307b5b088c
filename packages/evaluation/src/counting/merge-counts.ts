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
    genuineScores: mergeAscending(counts.map(({ genuineScores }) => genuineScores)),
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
  return { moments, failed, ...mergeBins(counts), parts, kept: mergeAscending(counts.map(({ kept }) => kept)) }
}

function mergeBins(counts: readonly ClassCounts[]): Pick<MergedClass, 'binPositions' | 'binCounts'> {
  const most = counts.reduce((sum, { binPositions }) => sum + binPositions.length, 0)
  const positions = new Int32Array(most)
  const totals = new Float64Array(most)
  const at = counts.map(() => 0)
  let length = 0
  for (;;) {
    let position = Infinity
    for (const [k, { binPositions }] of counts.entries())
      position = Math.min(position, binPositions[at[k]!] ?? Infinity)
    if (position === Infinity) break
    for (const [k, { binPositions, binCounts }] of counts.entries()) {
      if (binPositions[at[k]!] === position) totals[length]! += binCounts[at[k]!++]!
    }
    positions[length++] = position
  }
  return { binPositions: positions.subarray(0, length), binCounts: totals.subarray(0, length) }
}

/** Ascending lists as one; null when one of them is. */
function mergeAscending(lists: readonly (Float64Array | null)[]): Float64Array | null {
  let merged = new Float64Array()
  for (const list of lists) {
    if (list === null) return null
    merged = mergeTwo(merged, list)
  }
  return merged
}

function mergeTwo(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const merged = new Float64Array(a.length + b.length)
  let i = 0
  let k = 0
  for (let n = 0; n < merged.length; n++) {
    merged[n] = k === b.length || (i < a.length && a[i]! <= b[k]!) ? a[i++]! : b[k++]!
  }
  return merged
}
