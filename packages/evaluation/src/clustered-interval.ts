import type { PairPeople } from './comparison.ts'
import type { RateInterval } from './comparison-table.ts'

/** Square of the standard normal deviate that leaves 2.5 % on each side: intervals here are two-sided with 95 % confidence. */
const deviateSquared = 1.959963984540054 ** 2

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
 * @param isError for every pair of one class whether it was an error; at least one pair
 * @param people who is on each pair, same length
 */
export function clusteredInterval(isError: readonly boolean[], people: readonly PairPeople[]): RateInterval {
  const count = isError.length
  const errors = isError.reduce((sum, error) => sum + Number(error), 0)
  const rate = errors / count
  const naiveVariance = (rate * (1 - rate)) / count
  const variance = Math.max(naiveVariance, clusteredVariance(isError, people, rate))
  const size = variance === 0 ? count : (rate * (1 - rate)) / variance
  return wilsonInterval(rate, size)
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
 * the summed residuals of all pairs with that person, less the squares that two people's shared pairs got twice.
 */
function clusteredVariance(isError: readonly boolean[], people: readonly PairPeople[], rate: number): number {
  const byPerson = new Map<string, number>()
  const byPeople = new Map<string, number>()
  const add = (sums: Map<string, number>, key: string, residual: number) =>
    sums.set(key, (sums.get(key) ?? 0) + residual)
  for (let i = 0; i < isError.length; i++) {
    const { reference, probe } = people[i]!
    const residual = Number(isError[i]!) - rate
    add(byPerson, reference, residual)
    if (reference !== probe) {
      add(byPerson, probe, residual)
      add(byPeople, JSON.stringify(reference < probe ? [reference, probe] : [probe, reference]), residual)
    }
  }
  const squares = (sums: Map<string, number>) => [...sums.values()].reduce((sum, value) => sum + value ** 2, 0)
  return (squares(byPerson) - squares(byPeople)) / isError.length ** 2
}
