import type { PairProtocol } from '@maskmirror/datasets'
import {
  type ComparisonOutcome,
  type ComparisonTable,
  compareSettings,
  downsampleCurve,
  errorCurve,
  type FrozenThresholds,
  prepareScores,
  type SettingId,
  scoreHistogram,
  scoreRange,
} from '@maskmirror/evaluation'
import { checkScoresOfRun } from './check-scores-of-run.ts'
import type { RunResult } from './result.ts'
import { comparisonsOf, peopleOfPairs, type ScoresBySetting } from './scores.ts'

/** Points of a stored curve: more than a figure can show, few enough for a page. */
const curvePoints = 600

/** Table, curves and histograms of a run's scores. */
export function summariseScores(
  protocol: PairProtocol,
  scores: ScoresBySetting,
  frozenThresholds: FrozenThresholds | null,
  seed: number,
): Pick<RunResult, 'table' | 'curves' | 'histograms'> {
  const table: ComparisonTable = compareSettings({
    settings: comparisonsOf({ pairs: protocol.pairs, scores }),
    people: peopleOfPairs(protocol),
    splitSeed: String(seed),
    warnings: checkScoresOfRun(protocol, scores),
    ...(frozenThresholds === null ? {} : { frozenThresholds }),
  })
  const prepared = [...scores].flatMap(([setting, outcomes]) => {
    const genuine = scoredOf(protocol, outcomes, true)
    const impostor = scoredOf(protocol, outcomes, false)
    return genuine.length === 0 || impostor.length === 0
      ? []
      : [{ setting, scores: prepareScores({ genuine, impostor }) }]
  })
  const range = prepared.length === 0 ? null : scoreRange(prepared.map((entry) => entry.scores))
  return {
    table,
    curves: prepared.map(({ setting, scores }) => ({
      setting,
      curve: downsampleCurve(errorCurve(scores), curvePoints),
    })),
    histograms: prepared.map(
      ({ setting, scores }): { setting: SettingId; histogram: RunResult['histograms'][number]['histogram'] } => ({
        setting,
        histogram: scoreHistogram(scores, { range: range! }),
      }),
    ),
  }
}

function scoredOf(protocol: PairProtocol, outcomes: readonly ComparisonOutcome[], genuine: boolean): number[] {
  return outcomes.flatMap((outcome, i) => (outcome.ok && protocol.pairs[i]!.genuine === genuine ? [outcome.score] : []))
}
