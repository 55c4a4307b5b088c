import { wilsonInterval } from '../src/clustered-interval.ts'
import { clusteredRate, type JudgedPairs } from '../src/clustered-rate.ts'
import type { PairClusters } from '../src/pair-clusters.ts'
import type { RateInterval } from '../src/table-rates.ts'

/** The interval of the paper's R functions: Wilson's, with as many independent pairs as our variance stands for. */
export function clusteredWilson(pairs: JudgedPairs, clusters: PairClusters): RateInterval {
  const { rate, count, variance } = clusteredRate(pairs, clusters)
  return wilsonInterval(rate, variance === 0 ? count : (rate * (1 - rate)) / variance)
}
