/** Where the probe's own person came out of a search. */
export interface FoundMate {
  /** Score of the person's own candidate; of several the best. */
  readonly score: number
  /** How many candidates of other people scored higher. */
  readonly above: number
  /** How many candidates of other people scored the same. */
  readonly tied: number
}

/** What one search of a gallery found: all that the measures of identification need of a row of scores. */
export interface ProbeSearch {
  /** Who is on the probe. */
  readonly person: string
  /** Whether the gallery was meant to have this person, enrolled or not. */
  readonly mated: boolean
  /** False when the probe gave no embedding, so that nothing was searched. */
  readonly searched: boolean
  /** Null for a probe without mate, one that was not searched, or one whose person could not be enrolled. */
  readonly mate: FoundMate | null
  /** Highest score of a candidate of another person; null when there is none. */
  readonly topOther: number | null
}

/**
 * What a tie between the probe's own candidate and others does to its rank: counted `against` the probe, the worst order, or
 * `for` it, the best. A system that orders ties by chance, or by the input, lies between the two.
 */
export type TieRule = 'against' | 'for'

/** Rank of the probe's own candidate from 1, or Infinity when it is not among the candidates. */
export function rankOf({ mate }: ProbeSearch, ties: TieRule): number {
  if (mate === null) return Infinity
  return 1 + mate.above + (ties === 'against' ? mate.tied : 0)
}

/** A step failed: there was no embedding of the probe, or none of its person in the gallery. Failures count as misses, never as false alarms. */
export function hasFailed({ mated, searched, mate }: ProbeSearch): boolean {
  return !searched || (mated && mate === null)
}
