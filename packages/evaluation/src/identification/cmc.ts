import { z } from 'zod'
import { EvaluationError } from '#evaluation-error.ts'
import { RateIntervalSchema } from '#table-rates.ts'
import { personIntervals } from './person-intervals.ts'
import { type ProbeSearch, rankOf, type TieRule } from './probe-search.ts'

export const CmcSchema = z.object({
  /** Probes whose person is in the gallery: what the rates divide by. */
  probeCount: z.int().positive(),
  /** Identification rate at rank 1, 2, …: rising, 0..1. */
  rates: z.array(z.number().min(0).max(1)),
  /** Of each rate, by people; see `personIntervals`. */
  intervals: z.array(RateIntervalSchema),
})

/** Cumulative match characteristic: share of the mated probes whose person is among the first k candidates. */
export type Cmc = z.infer<typeof CmcSchema>

/** Ranks that a curve has unless the caller wants more (our choice). */
const defaultRanks = 20

/**
 * Identification rate by rank over the probes with a mate; others are left out. Rank-k is element k - 1. O(ranks × probes).
 *
 * A mated probe without a rank (it or its person failed) counts as missed at every rank; leave such probes out beforehand for rates
 * over searched probes only.
 *
 * @param options.ranks longest rank, from 1; default 20
 * @param options.ties default `against`: a candidate of another person with the same score comes first
 * @param options.threshold candidates with a score below it are not returned; default -Infinity. Then the rates are those of
 *   detection and identification by rank, DIR(rank, threshold)
 * @returns null when no probe has a mate
 * @throws EvaluationError `count-out-of-range`
 */
export function cmc(
  probes: readonly ProbeSearch[],
  {
    ranks = defaultRanks,
    ties = 'against',
    threshold = -Infinity,
  }: { ranks?: number; ties?: TieRule; threshold?: number } = {},
): Cmc | null {
  if (!Number.isSafeInteger(ranks) || ranks < 1) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected ranks to be a whole number of at least 1 but received ${ranks}`,
      details: { ranks },
    })
  }
  const mated = probes.filter((probe) => probe.mated)
  if (mated.length === 0) return null
  const found = mated.map((probe) =>
    probe.mate !== null && probe.mate.score >= threshold ? rankOf(probe, ties) : Infinity,
  )
  const atRank = new Float64Array(ranks)
  for (const rank of found) if (rank <= ranks) atRank[rank - 1]!++
  let identified = 0
  const rates = Array.from(atRank, (count) => {
    identified += count
    return identified / mated.length
  })
  const intervalOf = personIntervals(mated)
  return {
    probeCount: mated.length,
    rates,
    intervals: rates.map((_, k) => intervalOf((_, i) => found[i]! <= k + 1)),
  }
}
