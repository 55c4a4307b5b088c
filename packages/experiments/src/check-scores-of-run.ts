import type { PairProtocol } from '@maskmirror/datasets'
import { checkPairList, checkScores, type TableWarning } from '@maskmirror/evaluation'
import type { ScoresBySetting } from './scores.ts'

/**
 * What is doubtful about the pair list and about the scores of each setting, errors first.
 *
 * @param others what other checks of the run found
 */
export function checkScoresOfRun(
  protocol: PairProtocol,
  scores: ScoresBySetting,
  others: readonly TableWarning[],
): TableWarning[] {
  const side = (view: number) => {
    const { person, bare, masked } = protocol.views[view]!
    // the list serves all settings, so that no side of it has one mask state
    return { person, picture: bare ?? masked, mask: null }
  }
  const ofList = checkPairList(
    protocol.pairs.map(({ reference, probe, genuine }) => ({
      reference: side(reference),
      probe: side(probe),
      genuine,
    })),
  )
  const ofSettings = [...scores].flatMap(([setting, outcomes]) => {
    const scored = (genuine: boolean) =>
      outcomes.flatMap((outcome, i) => (outcome.ok && protocol.pairs[i]!.genuine === genuine ? [outcome.score] : []))
    return checkScores({ genuine: scored(true), impostor: scored(false) }).map((finding) => ({ setting, ...finding }))
  })
  const all = [...others, ...ofList.map((finding) => ({ setting: null, ...finding })), ...ofSettings]
  return all.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
}
