import { tDeviate } from './bootstrap/student-t.ts'
import { type ClusteredRate, clusteredRate, type JudgedPairs } from './clustered-rate.ts'
import type { PairClusters } from './pair-clusters.ts'
import type { RateInterval } from './table-rates.ts'

/** Square of the standard normal deviate that leaves 2.5 % on each side: intervals here are two-sided with 95 % confidence. */
const deviateSquared = 1.959963984540054 ** 2

/**
 * Interval of an error rate over pairs that share people, 95 % confidence, with the threshold taken as fixed.
 *
 * @param pairs at least one pair of one class: its position in `clusters`, and whether it was an error
 */
export function clusteredInterval(pairs: JudgedPairs, clusters: PairClusters): RateInterval {
  return intervalOfRate(clusteredRate(pairs, clusters))
}

/**
 * Wilson's interval for as many independent pairs as the clustered variance stands for, with Student's t. The degrees of freedom are
 * those of a sum of squares to which a few people contribute most (Satterthwaite), at most one fewer than the people; see
 * `degreesOfFreedom`. A few people who cause most errors also make the rate skewed: on its longer side, that of one half, the
 * interval reaches at least as far as Hall's correction for skewness (1992).
 *
 * With no error at all, or nothing but errors, the data hold no trace of dependence: the interval is Wilson's for independent pairs,
 * too narrow when people occur in many pairs.
 */
export function intervalOfRate(clustered: ClusteredRate): RateInterval {
  const { rate, count, people } = clustered
  if (rate === 0 || rate === 1) return wilsonInterval(rate, count)
  const variance = people < 2 ? clustered.variance : (clustered.variance * people) / (people - 1)
  const reachSquared = tDeviate(0.05, degreesOfFreedom(clustered)) ** 2 * variance
  const { low, high } = wilsonInterval(rate, (deviateSquared * rate * (1 - rate)) / reachSquared)
  const plain = Math.sqrt(reachSquared)
  const standardError = Math.sqrt(variance)
  const skewness = clustered.thirdMoment / variance ** 1.5
  const lengthened = (side: number, towards: number) => {
    const reach = standardError * skewedReach(Math.max(0, towards * skewness), plain / standardError)
    return side + Math.max(0, reach - Math.max(side, plain))
  }
  return {
    low: rate < 0.5 ? low : Math.max(0, rate - lengthened(rate - low, -1)),
    high: rate > 0.5 ? high : Math.min(1, rate + lengthened(high - rate, 1)),
  }
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
 * Of the sum of squares behind the variance, less what errors of people apart would cause on their own: Wilson's formula knows already
 * how their number limits what is known of the rate.
 */
function degreesOfFreedom({ rate, count, people, ofPeople, ofPeopleSquared }: ClusteredRate): number {
  if (ofPeople === 0) return Math.max(1, people - 1) // everybody has the same share of errors
  const excess = ofPeopleSquared - ofPeople ** 2 / people
  const fewest = Math.min(rate, 1 - rate) * count
  // where every person's errors and successes cancel, nobody stands out
  const share = ofPeople === 0 ? 0 : Math.max(0, excess / (2 * ofPeople ** 2) - 1 / (2 * fewest))
  return Math.max(1, Math.min(people - 1, 1 / share))
}

/**
 * How far a skewed estimate can lie below what it estimates, in standard errors: the inverse of Hall's cubic transformation of a
 * Studentised mean.
 *
 * @param skewness of the estimate, at least 0
 */
function skewedReach(skewness: number, deviate: number): number {
  // with less the cube root would lose its digits, and nothing is left to correct
  if (skewness < 1e-4) return deviate
  return (3 / skewness) * (1 - Math.cbrt(1 - skewness * (deviate + skewness / 6)))
}
