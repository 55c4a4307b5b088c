import type { PreparedScores } from './prepared-scores.ts'

/** Mean and spread of the scored comparisons of one class. */
export interface ScoreMoments {
  readonly mean: number
  /** Of the population: divided by n, as the masked-face literature reports it. */
  readonly standardDeviation: number
}

export interface ClassSeparation {
  /** d′ = |μG − μI| / √((σG² + σI²) / 2) (Daugman, 2000). */
  readonly dPrime: number
  /** Fisher discriminant ratio (μG − μI)² / (σG² + σI²). */
  readonly fisherRatio: number
}

/**
 * Mean and standard deviation of ascending scores, in two passes, O(n).
 *
 * @returns null for no scores; exactly 0 spread for equal scores
 */
export function scoreMoments(ascending: Float64Array): ScoreMoments | null {
  const count = ascending.length
  if (count === 0) return null
  const first = ascending[0]!
  if (first === ascending[count - 1]) return { mean: first, standardDeviation: 0 }
  let sum = 0
  for (const score of ascending) sum += score - first
  const mean = first + sum / count
  let squares = 0
  let rest = 0
  for (const score of ascending) {
    squares += (score - mean) ** 2
    rest += score - mean
  }
  // the second term removes the rounding error of the mean (Chan, Golub, LeVeque 1983)
  return { mean, standardDeviation: Math.sqrt((squares - rest ** 2 / count) / count) }
}

/**
 * How far the two classes are apart, over scored comparisons only.
 *
 * @returns null when a class has no scores or both have no spread, where the ratios are not defined
 */
export function classSeparation(scores: PreparedScores): ClassSeparation | null {
  return separationOfMoments(scoreMoments(scores.genuine), scoreMoments(scores.impostor))
}

/** The same from means and spreads that are known. */
export function separationOfMoments(
  genuine: ScoreMoments | null,
  impostor: ScoreMoments | null,
): ClassSeparation | null {
  if (genuine === null || impostor === null) return null
  const variances = genuine.standardDeviation ** 2 + impostor.standardDeviation ** 2
  if (variances === 0) return null
  const distance = Math.abs(genuine.mean - impostor.mean)
  return { dPrime: distance / Math.sqrt(variances / 2), fisherRatio: distance ** 2 / variances }
}
