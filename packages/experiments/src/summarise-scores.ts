import type { PairProtocol } from '@maskmirror/datasets'
import {
  certaintyInput,
  downsampleCurve,
  errorCurve,
  type FrozenThresholds,
  measureSettings,
  type PairAttribute,
  type SettingId,
  scoreHistogram,
  scoreRange,
  sliceSettings,
  type TableWarning,
  tableWithCertainty,
} from '@maskmirror/evaluation'
import { type CertaintyOptions, estimateCertainty } from './certainty/index.ts'
import { checkScoresOfRun } from './check-scores-of-run.ts'
import type { RunResult } from './result.ts'
import { comparisonsOf, peopleOfPairs, type ScoresBySetting } from './scores.ts'

/** Points of a stored curve: more than a figure can show, few enough for a page. */
const curvePoints = 600

/**
 * Table with intervals and differences, curves with bands, histograms and slices of a run's scores.
 *
 * @throws ExperimentError `cancelled`
 */
export async function summariseScores(
  options: {
    protocol: PairProtocol
    scores: ScoresBySetting
    /** Null: those of this run's UMR-UMP. */
    frozenThresholds: FrozenThresholds | null
    attributes: readonly PairAttribute[]
    /** Of the split of people and of the resamples. */
    seed: number
    /** What other checks of the run found; default nothing. */
    findings?: readonly TableWarning[]
  },
  context: Pick<CertaintyOptions, 'onProgress' | 'signal' | 'clockMs'>,
): Promise<Pick<RunResult, 'table' | 'curves' | 'histograms' | 'slices'>> {
  const { protocol, scores, frozenThresholds, attributes, seed, findings = [] } = options
  const settings = comparisonsOf({ pairs: protocol.pairs, scores })
  const people = peopleOfPairs(protocol)
  const folds = foldsOf(protocol)
  const { table: measured, prepared } = measureSettings({
    settings,
    people,
    splitSeed: String(seed),
    warnings: checkScoresOfRun(protocol, scores, findings),
    ...(folds === null ? {} : { folds }),
    ...(frozenThresholds === null ? {} : { frozenThresholds }),
  })
  const certainty = await estimateCertainty(certaintyInput(measured, settings, people, { seed: String(seed) }), context)
  const table = tableWithCertainty(measured, certainty)
  const { fmr100, fmr1000 } = table.frozen
  const frozen = { fmr100: fmr100.threshold, fmr1000: fmr1000.threshold }
  const range = prepared.size === 0 ? null : scoreRange([...prepared.values()])
  return {
    table,
    curves: [...prepared].map(([setting, scores]) => ({
      setting,
      curve: downsampleCurve(errorCurve(scores), curvePoints),
      band: certainty.settings.find(({ id }) => id === setting)!.scored.band,
    })),
    histograms: [...prepared].map(
      ([setting, scores]): { setting: SettingId; histogram: RunResult['histograms'][number]['histogram'] } => ({
        setting,
        histogram: scoreHistogram(scores, { range: range! }),
      }),
    ),
    // an attribute that all pairs share says what the table says
    slices: sliceSettings({ settings, people, frozen, attributes }).filter(({ slices }) => slices.length > 1),
  }
}

/** The fold of every pair, where the set's own list is made of folds that each have both classes; else null. */
function foldsOf({ pairs }: PairProtocol): number[] | null {
  const folds = pairs.flatMap(({ fold }) => (fold === undefined ? [] : [fold]))
  const count = new Set(folds).size
  const complete = new Set(pairs.map(({ fold, genuine }) => `${fold} ${genuine}`)).size === 2 * count
  const last = folds.reduce((most, fold) => Math.max(most, fold), -1)
  return folds.length === pairs.length && count > 1 && complete && last === count - 1 ? folds : null
}
