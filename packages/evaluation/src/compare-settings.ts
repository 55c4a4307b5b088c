import type { PairPeople, SettingComparisons } from './comparison.ts'
import type { ComparisonTable, FrozenThreshold, SettingResult, TableWarning } from './comparison-table.ts'
import type { FrozenThresholds, MeasureContext } from './error-rate-measures.ts'
import { errorRatesWithFailures, scoreMeasures } from './error-rate-measures.ts'
import { EvaluationError } from './evaluation-error.ts'
import { type FoldAccuracy, foldAccuracy } from './fold-accuracy.ts'
import { pairClusters } from './pair-clusters.ts'
import { type PeopleSplit, splitPeople } from './people-split.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { recalibration } from './recalibration.ts'
import { scoreShift } from './score-shift.ts'
import type { SettingScores } from './setting-scores.ts'
import { preparedFrom, scoresWhere, settingScores } from './setting-scores.ts'
import { type SettingId, settingLabel } from './settings.ts'
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
  /** Decides who is in which half for recalibration. Default: `halves`. */
  readonly splitSeed?: string
  /** The fold of pair i, for accuracy by the rule of LFW; scores must be cosines. Default: no such accuracy. */
  readonly folds?: readonly number[]
  /** What checks of these comparisons found. Default: nothing. */
  readonly warnings?: readonly TableWarning[]
}

/** A comparison table, and the scores that it was measured from. */
export interface MeasuredSettings {
  readonly table: ComparisonTable
  /** Of the settings that scored both classes, failures left out; in the order of the settings. */
  readonly prepared: ReadonlyMap<SettingId, PreparedScores>
}

/**
 * Measures all settings of one pair list.
 *
 * Three views of every setting: scored comparisons only; failures counted as what they are to an operator; and the pairs scored
 * in every setting, where settings differ by nothing but the masks. The frozen thresholds are the same numbers in all of them.
 *
 * @throws EvaluationError `settings-empty`, `setting-duplicate`, `pair-duplicate`, `pair-list-mismatch`, `scores-empty`,
 *   `score-not-finite`, `score-too-large`, `people-missing`, `folds-unusable`
 */
export function compareSettings(input: CompareSettingsInput): ComparisonTable {
  return measureSettings(input).table
}

/** The same, for those who need the sorted scores too. Throws as `compareSettings` does. */
export function measureSettings(input: CompareSettingsInput): MeasuredSettings {
  const pairs = sharedPairList(input.settings)
  const taken = input.settings.map((setting) => {
    const all = settingScores(setting)
    return { setting: setting.setting, all, prepared: preparedFrom(all) }
  })
  if (input.folds !== undefined) requireFolds(input.folds, input.settings[0]!)
  if (input.people !== undefined) requirePeople(input.people, input.settings[0]!)
  const ofUnmasked = taken.find(({ setting }) => setting === 'umr-ump')
  const unmasked = ofUnmasked?.all
  const frozen = {
    fmr100: frozenThreshold(0.01, ofUnmasked?.prepared, input.frozenThresholds?.fmr100),
    fmr1000: frozenThreshold(0.001, ofUnmasked?.prepared, input.frozenThresholds?.fmr1000),
  }
  const clusters = input.people === undefined ? null : pairClusters(input.people)
  const context: MeasureContext = {
    frozen: { fmr100: frozen.fmr100.threshold, fmr1000: frozen.fmr1000.threshold },
    clusters,
  }
  const split = input.people === undefined ? null : splitPeople(input.people, input.splitSeed ?? 'halves')
  const everythingScored = pairs.scoredInAll.size === pairs.genuine + pairs.impostor
  const settings = taken.map(({ setting, all, prepared }): SettingResult => {
    const scored = scoreMeasures(all, context, prepared)
    return {
      setting,
      label: settingLabel(setting),
      failed: { genuine: all.failed.genuine.length, impostor: all.failed.impostor.length },
      failures: all.failures,
      scored,
      withFailures: all.failures.length === 0 ? scored.rates : errorRatesWithFailures(all, context),
      common: everythingScored
        ? scored
        : scoreMeasures(
            scoresWhere(all, (pair) => pairs.scoredInAll.has(pair)),
            context,
          ),
      shift: setting === 'umr-ump' || unmasked === undefined ? null : scoreShift(all, unmasked),
      recalibrated: split === null || clusters === null ? null : recalibration(all, unmasked, split, clusters),
      accuracy: input.folds === undefined ? null : accuracyOf(all, input.folds),
      intervals: null,
    }
  })
  const table: ComparisonTable = {
    version: 2,
    pairs: { genuine: pairs.genuine, impostor: pairs.impostor },
    pairsInAllSettings: pairs.scoredInAll.size,
    frozen,
    split: split === null ? null : splitCounts(split, input.settings[0]!),
    bootstrap: null,
    settings,
    differences: [],
    warnings: [...(input.warnings ?? [])],
  }
  const prepared = taken.flatMap(({ setting, prepared }) => (prepared === null ? [] : [[setting, prepared] as const]))
  return { table, prepared: new Map(prepared) }
}

/** Pairs of the list by half. */
function splitCounts({ seed, people, halfOfPair }: PeopleSplit, { comparisons }: SettingComparisons) {
  const counts = {
    development: { genuine: 0, impostor: 0 },
    test: { genuine: 0, impostor: 0 },
    dropped: { genuine: 0, impostor: 0 },
  }
  for (const { pairIndex, genuine } of comparisons) {
    counts[halfOfPair[pairIndex] ?? 'dropped'][genuine ? 'genuine' : 'impostor']++
  }
  return { seed, people, ...counts }
}

/** Null when a score is no cosine, or failures left a fold without a class. */
function accuracyOf({ genuine, impostor }: SettingScores, folds: readonly number[]): FoldAccuracy | null {
  const scores = [...genuine.scores, ...impostor.scores]
  const ofPair = [...genuine.pairIndices, ...impostor.pairIndices].map((pair) => folds[pair]!)
  // rounding can put the cosine of two equal rows a little above 1
  if (scores.some((score) => Math.abs(score) > 1 + 1e-6)) return null
  const classes = scores.map((_, i) => i < genuine.scores.length)
  const complete = new Set(ofPair.map((fold, i) => `${fold} ${classes[i]}`)).size === 2 * new Set(folds).size
  return complete
    ? foldAccuracy(
        scores.map((score) => 2 - 2 * score),
        classes,
        ofPair,
      )
    : null
}

/**
 * @param unmasked undefined when there is no UMR-UMP, null when it did not score both classes
 * @param given undefined when the caller passed no thresholds, null when the other run had none
 */
function frozenThreshold(
  targetFmr: number,
  unmasked: PreparedScores | null | undefined,
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
  if (unmasked === null) return none('umr-ump-without-scores')
  const answer = thresholdAtFmr(unmasked, targetFmr)
  return answer.supported
    ? { targetFmr, threshold: answer.threshold, source: 'umr-ump', reason: null }
    : none('too-few-impostors')
}

function requireFolds(folds: readonly number[], { comparisons }: SettingComparisons): void {
  const without = comparisons.find(({ pairIndex }) => !(Number.isInteger(folds[pairIndex]) && folds[pairIndex]! >= 0))
  if (without === undefined) return
  throw new EvaluationError({
    code: 'folds-unusable',
    message: `Expected folds to give each pair a whole number from 0 but received ${folds[without.pairIndex]} for pair ${without.pairIndex}`,
    details: { pairIndex: without.pairIndex },
  })
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
