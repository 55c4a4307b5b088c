import type { ScoreMoments } from '#score-moments.ts'

/** Mean and spread of a part of the scores; parts can be put together. */
export interface PartMoments {
  readonly count: number
  readonly mean: number
  /** Sum of squared distances to the mean. */
  readonly squares: number
}

export const noMoments: PartMoments = { count: 0, mean: 0, squares: 0 }

/** From sums over the distances to any number near the scores, so that little is lost where the spread is small beside the mean. */
export function momentsFromSums(count: number, near: number, sum: number, sumOfSquares: number): PartMoments {
  if (count === 0) return noMoments
  return { count, mean: near + sum / count, squares: Math.max(0, sumOfSquares - (sum * sum) / count) }
}

/** The moments of two parts together (Chan, Golub, LeVeque 1983). Equal scores keep a spread of exactly 0. */
export function joinMoments(a: PartMoments, b: PartMoments): PartMoments {
  if (a.count === 0) return b
  if (b.count === 0) return a
  const count = a.count + b.count
  const distance = b.mean - a.mean
  return {
    count,
    mean: a.mean + (distance * b.count) / count,
    squares: a.squares + b.squares + (distance * distance * a.count * b.count) / count,
  }
}

/** @returns null for no scores */
export function scoreMomentsOf({ count, mean, squares }: PartMoments): ScoreMoments | null {
  return count === 0 ? null : { mean, standardDeviation: Math.sqrt(squares / count) }
}
