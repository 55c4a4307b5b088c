import { clusteredInterval } from '#clustered-interval.ts'
import { pairClusters } from '#pair-clusters.ts'
import type { RateInterval } from '#table-rates.ts'
import type { ProbeSearch } from './probe-search.ts'

/** Interval of the share of probes that satisfy a condition. */
export type ProbeInterval = (holds: (probe: ProbeSearch, index: number) => boolean) => RateInterval

/**
 * Intervals of rates over the same probes, 95 % confidence: `clusteredInterval`, the probes of one person taken as dependent.
 *
 * All probes search one gallery, whose people do not vary here: the intervals are for this gallery and other probes.
 *
 * @param probes at least one
 */
export function personIntervals(probes: readonly ProbeSearch[]): ProbeInterval {
  const clusters = pairClusters(probes.map(({ person }) => ({ reference: person, probe: person })))
  const pairIndices = probes.map((_, i) => i)
  return (holds) => clusteredInterval({ pairIndices, isError: probes.map(holds) }, clusters)
}
