import type { PairProtocol } from '@maskmirror/datasets'
import type { ComparisonOutcome, PairPeople, SettingComparisons, SettingId } from '@maskmirror/evaluation'

/** The outcome of every pair of the protocol, by setting, in the order of the pairs. */
export type ScoresBySetting = ReadonlyMap<SettingId, readonly ComparisonOutcome[]>

/** The score of one pair in one setting, or null. */
export function scoreOf(scores: ScoresBySetting, setting: SettingId, pair: number): number | null {
  const outcome = scores.get(setting)?.[pair]
  return outcome?.ok === true ? outcome.score : null
}

/** Who is on each pair. */
export function peopleOfPairs({
  views,
  pairs,
}: {
  views: readonly { readonly person: string }[]
  pairs: PairProtocol['pairs']
}): PairPeople[] {
  return pairs.map(({ reference, probe }) => ({ reference: views[reference]!.person, probe: views[probe]!.person }))
}

/** The scores as evaluation takes them. */
export function comparisonsOf({
  pairs,
  scores,
}: {
  pairs: PairProtocol['pairs']
  scores: ScoresBySetting
}): SettingComparisons[] {
  return [...scores].map(([setting, outcomes]) => ({
    setting,
    comparisons: outcomes.map((outcome, pairIndex) => ({ pairIndex, genuine: pairs[pairIndex]!.genuine, outcome })),
  }))
}
