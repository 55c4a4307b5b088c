import { nextDouble } from './next-double.ts'
import type { PreparedScores } from './prepared-scores.ts'

/** Errors at every threshold where one of them changes. Arrays of equal length, thresholds ascending. */
export interface ErrorCounts {
  /** All distinct scores of both classes, then the next double above the largest, which rejects everything. */
  readonly thresholds: Float64Array
  /** Impostor comparisons accepted. */
  readonly falseMatches: Float64Array
  /** Genuine comparisons rejected, counted failures among them. */
  readonly falseNonMatches: Float64Array
}

/** One pass over both sorted classes, O(n). */
export function errorCounts(scores: PreparedScores): ErrorCounts {
  const { genuine, impostor, failed } = scores
  const capacity = genuine.length + impostor.length + 1
  const thresholds = new Float64Array(capacity)
  const falseMatches = new Float64Array(capacity)
  const falseNonMatches = new Float64Array(capacity)
  let g = 0
  let i = 0
  let count = 0
  let threshold = 0
  while (g < genuine.length || i < impostor.length) {
    threshold = Math.min(genuine[g] ?? Infinity, impostor[i] ?? Infinity)
    thresholds[count] = threshold
    falseMatches[count] = impostor.length - i
    falseNonMatches[count] = g + failed.genuine
    count++
    while (genuine[g] === threshold) g++
    while (impostor[i] === threshold) i++
  }
  thresholds[count] = nextDouble(threshold)
  falseNonMatches[count] = g + failed.genuine
  count++
  return {
    thresholds: thresholds.subarray(0, count),
    falseMatches: falseMatches.subarray(0, count),
    falseNonMatches: falseNonMatches.subarray(0, count),
  }
}
