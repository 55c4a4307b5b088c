import { countBelow } from '../sorted-array.ts'
import { largestCountWithin } from '../threshold-at-fmr.ts'
import {
  classSizes,
  fnmrAtFmr,
  positionWithFalseMatches,
  type ResampledColumn,
  ratesAt,
  resampledAuc,
  resampledEer,
} from './resample-measures.ts'

/** What is measured in every resample of a column. */
export interface ColumnMeasures {
  /** FMR targets, each in [0, 1]. */
  readonly targets: readonly number[]
  /** Thresholds fixed beforehand. */
  readonly thresholds: readonly number[]
}

/**
 * Positions at which every resample is measured with a fixed threshold: those that the whole data have for the EER and for each
 * target, then the thresholds fixed beforehand.
 */
export type Anchors = readonly number[]

/** Where the values of one resample stand in a row of numbers; failures left out first, then the same with failures counted. */
export const rowLayout = {
  eer: 0,
  auc: 1,
  /** FNMR at a target. */
  target: (index: number) => 2 + index,
  fmrAtAnchor: ({ targets }: ColumnMeasures, index: number) => 2 + targets.length + 2 * index,
  fnmrAtAnchor: ({ targets }: ColumnMeasures, index: number) => 3 + targets.length + 2 * index,
  length: ({ targets, thresholds }: ColumnMeasures) => 4 + 3 * targets.length + 2 * thresholds.length,
}

export function findAnchors(whole: ResampledColumn, { targets, thresholds }: ColumnMeasures): Anchors {
  const { impostorCount } = classSizes(whole)
  return [
    resampledEer(whole)?.position ?? 0,
    ...targets.map((fmr) => positionWithFalseMatches(whole, largestCountWithin(fmr, impostorCount))),
    ...thresholds.map((threshold) => countBelow(whole.column.scores, threshold)),
  ]
}

/** @param row what `rowLayout` says; NaN for what this resample cannot tell */
export function measureResample(
  resample: ResampledColumn,
  measures: ColumnMeasures,
  anchors: Anchors,
  row: Float64Array,
): void {
  row[rowLayout.eer] = resampledEer(resample)?.eer ?? Number.NaN
  row[rowLayout.auc] = resampledAuc(resample)
  for (const [i, fmr] of measures.targets.entries()) row[rowLayout.target(i)] = fnmrAtFmr(resample, fmr)
  for (const [i, position] of anchors.entries()) {
    const { fmr, fnmr } = ratesAt(resample, position)
    row[rowLayout.fmrAtAnchor(measures, i)] = fmr
    row[rowLayout.fnmrAtAnchor(measures, i)] = fnmr
  }
}
