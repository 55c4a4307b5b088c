import type { PairClusters } from './pair-clusters.ts'

/** Pairs of one class with what a threshold made of them; arrays of equal length. */
export interface JudgedPairs {
  readonly pairIndices: ArrayLike<number>
  /** True or 1 for an error. */
  readonly isError: ArrayLike<boolean | number>
}

/** An error rate over pairs that share people, and how much of it hangs on whom. */
export interface ClusteredRate {
  readonly rate: number
  /** Pairs. */
  readonly count: number
  /** People with a pair. */
  readonly people: number
  /** Of the rate; see {@link momentsOfRate}. */
  readonly variance: number
  /** Third central moment of the rate. */
  readonly thirdMoment: number
  /** Sums over people of the square and of the fourth power of what the rate owes to each. */
  readonly ofPeople: number
  readonly ofPeopleSquared: number
}

/** @param pairs at least one pair of one class */
export function clusteredRate({ pairIndices, isError }: JudgedPairs, clusters: PairClusters): ClusteredRate {
  const count = isError.length
  let errors = 0
  for (let i = 0; i < count; i++) errors += Number(isError[i]!)
  const rate = errors / count
  const byPerson = new Float64Array(clusters.personCount)
  const byCouple = new Float64Array(clusters.coupleCount)
  const seen = new Uint8Array(clusters.personCount)
  for (let i = 0; i < count; i++) {
    const pair = pairIndices[i]!
    const residual = Number(isError[i]!) - rate
    const couple = clusters.couple[pair]!
    byPerson[clusters.reference[pair]!]! += residual
    seen[clusters.reference[pair]!] = 1
    if (couple < 0) continue
    byPerson[clusters.probe[pair]!]! += residual
    seen[clusters.probe[pair]!] = 1
    byCouple[couple]! += residual
  }
  const people = seen.reduce((sum, flag) => sum + flag, 0)
  const couples = { squares: sumOfPowers(byCouple, 2), cubes: sumOfPowers(byCouple, 3) }
  return momentsOfRate({ rate, count, people }, byPerson, couples)
}

/**
 * Moments of a rate when residuals are independent only between pairs without a common person: for each person the power of the
 * summed residuals of all pairs with that person, less the powers that two people's shared pairs got twice (the variance is that of
 * Fogliato, Patil & Perona, "Confidence intervals for error rates in 1:1 matching tasks", 2023). Where residuals of different people
 * cancel, the variance can fall below that of independent couples or pairs, which is then taken.
 *
 * @param byPerson residuals, errors less the rate, summed over all pairs of each person
 * @param couples sums of powers of the residuals of each couple of two people; 0 for pairs of one person
 */
export function momentsOfRate(
  { rate, count, people }: Pick<ClusteredRate, 'rate' | 'count' | 'people'>,
  byPerson: Float64Array,
  couples: { readonly squares: number; readonly cubes: number },
): ClusteredRate {
  const squares = sumOfPowers(byPerson, 2)
  const shared = Math.max(squares - couples.squares, couples.squares)
  return {
    rate,
    count,
    people,
    variance: Math.max((rate * (1 - rate)) / count, shared / count ** 2),
    thirdMoment: (sumOfPowers(byPerson, 3) - couples.cubes) / count ** 3,
    ofPeople: squares / count ** 2,
    ofPeopleSquared: sumOfPowers(byPerson, 4) / count ** 4,
  }
}

function sumOfPowers(values: Float64Array, power: 2 | 3 | 4): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const square = values[i]! * values[i]!
    sum += power === 2 ? square : power === 3 ? square * values[i]! : square * square
  }
  return sum
}
