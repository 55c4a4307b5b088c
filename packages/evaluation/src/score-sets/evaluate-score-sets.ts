import { measureSettings } from '#compare-settings.ts'
import type { ComparisonTable } from '#comparison-table.ts'
import { downsampleCurve } from '#downsample-curve.ts'
import type { ErrorCurve } from '#error-curve.ts'
import { errorCurve } from '#error-curve.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { PreparedScores } from '#prepared-scores.ts'
import { type ScoreHistogram, scoreHistogram, scoreRange } from '#score-histogram.ts'
import type { SettingId } from '#settings.ts'
import { checkScoreSets } from './check-score-sets.ts'
import type { ScoreSet } from './score-set.ts'

/** What sets on one pair list say: the table, and what figures are drawn from. */
export interface EvaluatedScoreSets {
  readonly table: ComparisonTable
  /** Thinned for drawing. */
  readonly curves: { readonly setting: SettingId; readonly curve: ErrorCurve }[]
  /** The same bins in all. */
  readonly histograms: { readonly setting: SettingId; readonly histogram: ScoreHistogram }[]
  /** By setting, for questions at other thresholds. */
  readonly prepared: ReadonlyMap<SettingId, PreparedScores>
}

/** Points of a curve that is kept: more than a figure can show (our choice). */
const curvePoints = 600

/**
 * Measures sets on one pair list, as the settings of a run are measured.
 *
 * @param sets at least one, all on the same pairs in the same order
 * @param options.frozenThresholds default: from UMR-UMP, when it is one of the sets
 * @param options.splitSeed of the halves of people for recalibration
 * @throws EvaluationError as `compareSettings`
 */
export function evaluateScoreSets(
  sets: readonly ScoreSet[],
  { frozenThresholds, splitSeed }: { frozenThresholds?: FrozenThresholds; splitSeed: string },
): EvaluatedScoreSets {
  const people = sets.find((set) => set.people !== null)?.people
  const folds = sets.find((set) => set.folds !== null)?.folds
  const { table, prepared } = measureSettings({
    settings: sets.map(({ setting, scores, genuine }) => ({
      setting,
      comparisons: Array.from(scores, (score, pairIndex) => ({
        pairIndex,
        genuine: genuine[pairIndex] === 1,
        outcome: { ok: true, score },
      })),
    })),
    splitSeed,
    warnings: checkScoreSets(sets),
    ...(folds === null || folds === undefined ? {} : { folds: [...folds] }),
    ...(frozenThresholds === undefined ? {} : { frozenThresholds }),
    ...(people === null || people === undefined
      ? {}
      : {
          people: Array.from(people.reference!, (reference, i) => ({
            reference: people.names[reference]!,
            probe: people.names[people.probe![i]!]!,
          })),
        }),
  })
  const range = scoreRange([...prepared.values()])
  return {
    table,
    curves: [...prepared].map(([setting, scores]) => ({
      setting,
      curve: downsampleCurve(errorCurve(scores), curvePoints),
    })),
    histograms: [...prepared].map(([setting, scores]) => ({ setting, histogram: scoreHistogram(scores, { range }) })),
    prepared,
  }
}
