import type { PairPeople, SettingComparisons } from './comparison.ts'
import { pointOf } from './error-rate-measures.ts'
import { pairClusters } from './pair-clusters.ts'
import { prepareScores } from './prepared-scores.ts'
import { type SettingScores, scoresWhere, settingScores } from './setting-scores.ts'
import type { SettingId } from './settings.ts'
import { sharedPairList } from './shared-pair-list.ts'
import type { TableOperatingPoint } from './table-rates.ts'

/** Which comparisons error rates are over, as the parts of a `SettingResult` are named. */
export type RatesOver = 'scored' | 'withFailures' | 'common'

/** Error rates of one setting at a threshold that somebody chose. */
export interface SettingRatesAt {
  readonly setting: SettingId
  /** What FNMR divides by. */
  readonly genuineCount: number
  /** What FMR divides by. */
  readonly impostorCount: number
  /** Null when a class has no comparisons or nothing was scored. */
  readonly point: TableOperatingPoint | null
}

/** Tells the exact error rates of all settings at any threshold. */
export type ThresholdMeter = (threshold: number) => SettingRatesAt[]

/**
 * Sorts all scores once, so that any threshold can be asked for. At a threshold of the comparison table it gives the table's
 * numbers to the last digit.
 *
 * @param input.settings over one pair list, as for `compareSettings`
 * @param input.people who is on each pair, by pair index
 * @param input.over `scored` leaves failures out, `withFailures` counts them, `common` takes the pairs scored in every setting
 * @throws EvaluationError as `compareSettings` for settings that are not about one pair list
 */
export function openThresholdMeter(input: {
  settings: readonly SettingComparisons[]
  people: readonly PairPeople[]
  over: RatesOver
}): ThresholdMeter {
  const { scoredInAll } = sharedPairList(input.settings)
  const clusters = pairClusters(input.people)
  const chosen = (all: SettingScores): SettingScores => {
    if (input.over === 'withFailures') return all
    const kept = input.over === 'common' ? scoresWhere(all, (pair) => scoredInAll.has(pair)) : all
    return { ...kept, failed: { genuine: [], impostor: [] } }
  }
  const settings = input.settings.map((setting) => {
    const { genuine, impostor, failed } = chosen(settingScores(setting))
    const genuineCount = genuine.scores.length + failed.genuine.length
    const impostorCount = impostor.scores.length + failed.impostor.length
    const scored = genuine.scores.length + impostor.scores.length
    return {
      setting: setting.setting,
      scores: { genuine, impostor, failed },
      genuineCount,
      impostorCount,
      prepared:
        genuineCount === 0 || impostorCount === 0 || scored === 0
          ? null
          : prepareScores({
              genuine: genuine.scores,
              impostor: impostor.scores,
              failed: { genuine: failed.genuine.length, impostor: failed.impostor.length },
            }),
    }
  })
  return (threshold) =>
    settings.map(({ setting, scores, genuineCount, impostorCount, prepared }) => ({
      setting,
      genuineCount,
      impostorCount,
      point: prepared === null ? null : pointOf(prepared, scores, threshold, clusters),
    }))
}
