import type { PairPeople, SettingComparisons } from './comparison.ts'
import type { ComparisonTable, FrozenThreshold, SettingResult } from './comparison-table.ts'
import type { FrozenThresholds, MeasureContext } from './error-rate-measures.ts'
import { errorRatesWithFailures, preparedFrom, scoreMeasures } from './error-rate-measures.ts'
import { EvaluationError } from './evaluation-error.ts'
import { pairClusters } from './pair-clusters.ts'
import type { SettingScores } from './setting-scores.ts'
import { settingScores } from './setting-scores.ts'
import { settingLabel } from './settings.ts'
import { sharedPairList } from './shared-pair-list.ts'
import { thresholdAtFmr } from './threshold-at-fmr.ts'

export interface CompareSettingsInput {
  /** At least one setting, each with every pair of the shared list, scored or failed. Rows keep this order. */
  readonly settings: readonly SettingComparisons[]
  /**
   * Thresholds of another run, used instead of this table's own; null where that run had none. Default: from the scored
   * UMR-UMP comparisons of this table, at FMR 1 % and 0.1 %.
   */
  readonly frozenThresholds?: FrozenThresholds
  /** Who is on pair i, for intervals that allow for shared people. Default: no intervals. */
  readonly people?: readonly PairPeople[]
}

/**
 * Measures all settings of one pair list.
 *
 * Three views of every setting: scored comparisons only; failures counted as what they are to an operator; and the pairs scored
 * in every setting, where settings differ by nothing but the masks. The frozen thresholds are the same numbers in all of them.
 *
 * @throws EvaluationError `settings-empty`, `setting-duplicate`, `pair-duplicate`, `pair-list-mismatch`, `scores-empty`,
 *   `score-not-finite`, `score-too-large`, `people-missing`
 */
export function compareSettings(input: CompareSettingsInput): ComparisonTable {
  const pairs = sharedPairList(input.settings)
  const taken = input.settings.map((setting) => ({ ...setting, all: settingScores(setting) }))
  if (input.people !== undefined) requirePeople(input.people, input.settings[0]!)
  const unmasked = taken.find(({ setting }) => setting === 'umr-ump')?.all
  const frozen = {
    fmr100: frozenThreshold(0.01, unmasked, input.frozenThresholds?.fmr100),
    fmr1000: frozenThreshold(0.001, unmasked, input.frozenThresholds?.fmr1000),
  }
  const context: MeasureContext = {
    frozen: { fmr100: frozen.fmr100.threshold, fmr1000: frozen.fmr1000.threshold },
    clusters: input.people === undefined ? null : pairClusters(input.people),
  }
  const everythingScored = pairs.scoredInAll.size === pairs.genuine + pairs.impostor
  const settings = taken.map(({ setting, comparisons, all }): SettingResult => {
    const scored = scoreMeasures(all, context)
    const common = () => settingScores({ setting, comparisons }, (pair) => pairs.scoredInAll.has(pair))
    return {
      setting,
      label: settingLabel(setting),
      failed: { genuine: all.failed.genuine.length, impostor: all.failed.impostor.length },
      failures: all.failures,
      scored,
      withFailures: all.failures.length === 0 ? scored.rates : errorRatesWithFailures(all, context),
      common: everythingScored ? scored : scoreMeasures(common(), context),
    }
  })
  return {
    version: 1,
    pairs: { genuine: pairs.genuine, impostor: pairs.impostor },
    pairsInAllSettings: pairs.scoredInAll.size,
    frozen,
    settings,
  }
}

/** @param given undefined when the caller passed no thresholds, null when the other run had none */
function frozenThreshold(
  targetFmr: number,
  unmasked: SettingScores | undefined,
  given: number | null | undefined,
): FrozenThreshold {
  if (given !== undefined) {
    if (given !== null && !Number.isFinite(given)) {
      throw new EvaluationError({
        code: 'score-not-finite',
        message: `Expected frozenThresholds to be finite numbers or null but received ${given}`,
        details: { targetFmr, given },
      })
    }
    return { targetFmr, threshold: given, source: 'given', reason: given === null ? 'not-given' : null }
  }
  const none = (reason: FrozenThreshold['reason']): FrozenThreshold => ({
    targetFmr,
    threshold: null,
    source: 'umr-ump',
    reason,
  })
  if (unmasked === undefined) return none('no-umr-ump')
  const scores = preparedFrom(unmasked)
  if (scores === null) return none('umr-ump-without-scores')
  const answer = thresholdAtFmr(scores, targetFmr)
  return answer.supported
    ? { targetFmr, threshold: answer.threshold, source: 'umr-ump', reason: null }
    : none('too-few-impostors')
}

function requirePeople(people: readonly PairPeople[], { comparisons }: SettingComparisons): void {
  for (const { pairIndex, genuine } of comparisons) {
    const pair = people[pairIndex]
    if (pair === undefined) {
      throw new EvaluationError({
        code: 'people-missing',
        message: `Expected people to name both people of every pair but pair ${pairIndex} is missing among ${people.length}`,
        details: { pairIndex, length: people.length },
      })
    }
    if (genuine !== (pair.reference === pair.probe)) {
      throw new EvaluationError({
        code: 'pair-list-mismatch',
        message: `Expected one person on a genuine pair and two on an impostor pair but ${genuine ? 'genuine' : 'impostor'} pair ${pairIndex} shows "${pair.reference}" and "${pair.probe}"`,
        details: { pairIndex, genuine, ...pair },
      })
    }
  }
}
