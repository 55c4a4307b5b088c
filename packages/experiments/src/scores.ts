import type { PairProtocol } from '@maskmirror/datasets'
import type { ComparisonOutcome, SettingId } from '@maskmirror/evaluation'

/** The outcome of every pair of the protocol, by setting, in the order of the pairs. */
export type ScoresBySetting = ReadonlyMap<SettingId, readonly ComparisonOutcome[]>

/** The score of one pair in one setting, or null. */
export function scoreOf(scores: ScoresBySetting, setting: SettingId, pair: number): number | null {
  const outcome = scores.get(setting)?.[pair]
  return outcome?.ok === true ? outcome.score : null
}

/** Who is on each pair. */
export function peopleOfPairs(protocol: PairProtocol): { reference: string; probe: string }[] {
  return protocol.pairs.map(({ reference, probe }) => ({
    reference: protocol.views[reference]!.person,
    probe: protocol.views[probe]!.person,
  }))
}
