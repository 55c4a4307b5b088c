import type { PreparedScores } from './prepared-scores.ts'
import { countBelow } from './sorted-array.ts'

/** A threshold and the two error rates at it. */
export interface OperatingPoint {
  /** A comparison is accepted when `score >= threshold`. */
  readonly threshold: number
  /** False match rate, 0..1. */
  readonly fmr: number
  /** False non-match rate, 0..1. */
  readonly fnmr: number
}

/** False match rate: the share of impostor comparisons with `score >= threshold`, 0..1. O(log n). */
export function fmrAt(scores: PreparedScores, threshold: number): number {
  return falseMatchesAt(scores, threshold) / scores.impostorCount
}

/** False non-match rate: the share of genuine comparisons with `score < threshold`, or failed when failures count. O(log n). */
export function fnmrAt(scores: PreparedScores, threshold: number): number {
  return falseNonMatchesAt(scores, threshold) / scores.genuineCount
}

/** Both error rates at a threshold. O(log n). */
export function operatingPointAt(scores: PreparedScores, threshold: number): OperatingPoint {
  return { threshold, fmr: fmrAt(scores, threshold), fnmr: fnmrAt(scores, threshold) }
}

/** How many impostor comparisons a threshold accepts. */
export function falseMatchesAt(scores: PreparedScores, threshold: number): number {
  return scores.impostor.length - countBelow(scores.impostor, threshold)
}

/** How many genuine comparisons a threshold rejects, counted failures among them. */
export function falseNonMatchesAt(scores: PreparedScores, threshold: number): number {
  return countBelow(scores.genuine, threshold) + scores.failed.genuine
}
