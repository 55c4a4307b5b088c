import type { PairClusters } from './pair-clusters.ts'
import type { RateInterval } from './table-rates.ts'

/** Square of the standard normal deviate that leaves 2.5 % on each side: intervals here are two-sided with 95 % confidence. */
const deviateSquared = 1.959963984540054 ** 2

/** Pairs of one class with what a threshold made of them; arrays of equal length. */
export interface JudgedPairs {
  readonly pairIndices: ArrayLike<number>
  /** True or 1 for an error. */
  readonly isError: ArrayLike<boolean | number>
}

/**
 * Wilson interval of an error rate over pairs that share people, 95 % confidence.
 *
 * The variance of the rate is estimated from the data with pairs that share a person taken as dependent, and the sample size in
 * Wilson's formula is the number of independent pairs with the same variance (Fogliato, Patil & Perona, "Confidence intervals for
 * error rates in 1:1 matching tasks", 2023). It is never taken above the number of pairs.
 *
 * With no error at all, or nothing but errors, the data hold no trace of dependence: the interval is Wilson's for independent pairs,
 * too narrow when people occur in many pairs.
 *
 * @param pairs at least one pair of one class: its position in `clusters`, and whether it was an error
 */
export function clusteredInterval(pairs: JudgedPairs, clusters: PairClusters): RateInterval {
  const count = pairs.isError.length
  let errors = 0
  for (let i = 0; i < count; i++) errors += Number(pairs.isError[i]!)
  const rate = errors / count
  const naiveVariance = (rate * (1 - rate)) / count
  const variance = Math.max(naiveVariance, clusteredVariance(pairs, clusters, rate))
  return wilsonInterval(rate, variance === 0 ? count : (rate * (1 - rate)) / variance)
}

/** Wilson's score interval (1927) of a rate observed in `size` independent trials; `size` need not be whole. */
export function wilsonInterval(rate: number, size: number): RateInterval {
  const centre = (rate + deviateSquared / (2 * size)) / (1 + deviateSquared / size)
  const halfWidth =
    Math.sqrt(deviateSquared * ((rate * (1 - rate)) / size + deviateSquared / (4 * size ** 2))) /
    (1 + deviateSquared / size)
  return {
    low: rate === 0 ? 0 : Math.max(0, centre - halfWidth),
    high: rate === 1 ? 1 : Math.min(1, centre + halfWidth),
  }
}

/**
 * Variance of the rate when residuals are independent only between pairs without a common person: for each person the square of
 * the summed residuals of all pairs with that person, less the squares that two people's shared pairs got twice. Where residuals
 * of different people cancel this can fall below the variance of independent couples, which is then taken.
 */
function clusteredVariance({ pairIndices, isError }: JudgedPairs, clusters: PairClusters, rate: number): number {
  const byPerson = new Float64Array(clusters.personCount)
  const byCouple = new Float64Array(clusters.coupleCount)
  for (let i = 0; i < pairIndices.length; i++) {
    const pair = pairIndices[i]!
    const residual = Number(isError[i]!) - rate
    const couple = clusters.couple[pair]!
    byPerson[clusters.reference[pair]!]! += residual
    if (couple < 0) continue
    byPerson[clusters.probe[pair]!]! += residual
    byCouple[couple]! += residual
  }
  const ofCouples = sumOfSquares(byCouple)
  return Math.max(sumOfSquares(byPerson) - ofCouples, ofCouples) / pairIndices.length ** 2
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return sum
}
