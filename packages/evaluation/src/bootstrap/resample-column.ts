import { largestCountWithin } from '../threshold-at-fmr.ts'
import { type Anchors, findAnchors, measureResample, rowLayout } from './column-measures.ts'
import { countKept } from './kept-counts.ts'
import { batchSize } from './kept-people.ts'
import type { BootstrapPlan } from './plan-bootstrap.ts'
import { classSizes, type ResampledColumn } from './resample-measures.ts'
import { type SortedColumn, sortColumn } from './sorted-column.ts'

/** A column ready for resampling. */
export interface PreparedColumn {
  /** Its place in the plan. */
  readonly index: number
  readonly sorted: SortedColumn
  /** By view: failures left out, failures counted. */
  readonly anchors: readonly [Anchors, Anchors]
  readonly facts: ColumnFacts
}

/** The data as they are. */
export interface ColumnFacts {
  /** Comparisons without a score. */
  readonly failures: number
  /** The measures of both views in one row, as `rowLayout` says. */
  readonly whole: Float64Array
  /** By view and anchor: its threshold, Infinity where that rejects everything. */
  readonly thresholds: readonly [readonly number[], readonly number[]]
  /** By view and target: whether there are impostor comparisons enough for one false match. */
  readonly supported: readonly [readonly boolean[], readonly boolean[]]
}

const views = [false, true] as const

export function prepareColumn(plan: BootstrapPlan, index: number): PreparedColumn {
  const measures = plan.columns[index]!
  const sorted = sortColumn(plan.pairs, measures.scores)
  const counts = countKept(sorted, new Int32Array(plan.personCount).fill(-1))
  const all = (withFailures: boolean): ResampledColumn => ({ column: sorted, counts, lane: 0, withFailures })
  const anchors = [findAnchors(all(false), measures), findAnchors(all(true), measures)] as const
  const supports = (withFailures: boolean) =>
    measures.targets.map((fmr) => largestCountWithin(fmr, classSizes(all(withFailures)).impostorCount) > 0)
  const length = rowLayout.length(measures)
  const whole = new Float64Array(2 * length)
  for (const [v, withFailures] of views.entries()) {
    measureResample(all(withFailures), measures, anchors[v]!, whole.subarray(v * length, (v + 1) * length))
  }
  const thresholds = (positions: Anchors) => positions.map((position) => sorted.scores[position] ?? Infinity)
  return {
    index,
    sorted,
    anchors,
    facts: {
      failures: sorted.failed.genuine.length,
      whole,
      thresholds: [thresholds(anchors[0]), thresholds(anchors[1])],
      supported: [supports(false), supports(true)],
    },
  }
}

/** Numbers that one resample of a column gives, both views. */
export function replicateLength(plan: BootstrapPlan, index: number): number {
  return 2 * rowLayout.length(plan.columns[index]!)
}

/**
 * Measures 32 resamples of one column.
 *
 * @param kept who is kept in them, see `keptPeople`
 * @param replicates rows of `replicateLength` numbers, one a resample; the rows of this batch are filled
 */
export function resampleColumn(
  plan: BootstrapPlan,
  { index, sorted, anchors }: PreparedColumn,
  { batch, kept }: { batch: number; kept: Int32Array },
  replicates: Float64Array,
): void {
  const measures = plan.columns[index]!
  const length = rowLayout.length(measures)
  const counts = countKept(sorted, kept)
  const first = batch * batchSize
  for (let lane = 0; lane < Math.min(batchSize, plan.resamples - first); lane++) {
    const start = (first + lane) * 2 * length
    const withoutFailures = replicates.subarray(start, start + length)
    measureResample({ column: sorted, counts, lane, withFailures: false }, measures, anchors[0], withoutFailures)
    const counted = replicates.subarray(start + length, start + 2 * length)
    if (sorted.failed.genuine.length === 0) counted.set(withoutFailures)
    else measureResample({ column: sorted, counts, lane, withFailures: true }, measures, anchors[1], counted)
  }
}
