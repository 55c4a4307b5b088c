import type { ScorePrecision } from './score-bins.ts'

/** One of a pass's precision. */
export type ScoreArray = Float32Array | Float64Array

/** What one pass over all scores counts. Plain data, so that it can go to worker threads. */
export interface PassPlan {
  readonly precision: ScorePrecision
  /**
   * Ascending; together with the bins, where scores are told apart. The first one in each bin is the bin's lower cut or below.
   * Part i of the pass holds the scores from split i up to the next split, or to the end of the bin when it is not kept.
   */
  readonly splits: Float64Array
  /** By part: 1 when its scores are kept one by one. */
  readonly kept: Uint8Array
  /** At most so many scores are kept; beyond, none is. */
  readonly keptLimit: number
  /** At most so many genuine scores are kept one by one; 0 when that is not wanted (any more). */
  readonly genuineLimit: number
}

/** What one pass, or one worker's share of it, has counted. */
export interface PassCounts {
  readonly genuine: ClassCounts
  readonly impostor: ClassCounts
  /** Every genuine score, ascending; null when there were more than the limit. */
  readonly genuineScores: ScoreArray | null
}

/** One class in one pass. Plain data. */
export interface ClassCounts {
  readonly count: number
  /** Comparisons without a score. */
  readonly failed: number
  readonly mean: number
  /** Sum of squared distances to the mean. */
  readonly squares: number
  /** Bins that hold scores, see ScoreBins; ascending. */
  readonly binPositions: Int32Array
  /** How many each. */
  readonly binCounts: Float64Array
  /** By part of the plan. */
  readonly parts: Float64Array
  /** Scores of the parts that are kept, ascending; null when there were more than the limit. */
  readonly kept: ScoreArray | null
}
