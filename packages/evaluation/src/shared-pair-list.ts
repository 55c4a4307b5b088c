import type { Comparison, SettingComparisons } from './comparison.ts'
import { EvaluationError } from './evaluation-error.ts'

/** The shared pair list: what each pair is, and whether every setting scored it. */
export interface PairList {
  readonly genuine: number
  readonly impostor: number
  /** Pairs scored in every setting. */
  readonly scoredInAll: ReadonlySet<number>
}

/**
 * Checks that all settings are about one pair list, so that they differ in the masks only and not in people or pairs.
 *
 * @throws EvaluationError `settings-empty`, `setting-duplicate`, `pair-duplicate`, `pair-list-mismatch`, `scores-empty` for a pair list
 *   with one class only
 */
export function sharedPairList(settings: readonly SettingComparisons[]): PairList {
  const first = settings[0]
  if (first === undefined) {
    throw new EvaluationError({
      code: 'settings-empty',
      message: 'Expected the comparisons of at least one setting but received 0 settings',
    })
  }
  const reference = byPair(first)
  const scoredInAll = new Set<number>()
  for (const [pair, { outcome }] of reference) if (outcome.ok) scoredInAll.add(pair)
  const names = new Set([first.setting])
  for (const setting of settings.slice(1)) {
    if (names.has(setting.setting)) {
      throw new EvaluationError({
        code: 'setting-duplicate',
        message: `Expected the comparisons of each setting once but received "${setting.setting}" twice`,
        details: { setting: setting.setting },
      })
    }
    names.add(setting.setting)
    const pairs = byPair(setting)
    requireSamePairs({ setting: first.setting, pairs: reference }, { setting: setting.setting, pairs })
    for (const pair of scoredInAll) if (!pairs.get(pair)!.outcome.ok) scoredInAll.delete(pair)
  }
  const genuine = first.comparisons.filter((comparison) => comparison.genuine).length
  const impostor = first.comparisons.length - genuine
  if (genuine === 0 || impostor === 0) {
    throw new EvaluationError({
      code: 'scores-empty',
      message: `Expected a pair list with genuine and impostor pairs but received ${genuine} genuine and ${impostor} impostor`,
      details: { genuine, impostor },
    })
  }
  return { genuine, impostor, scoredInAll }
}

function byPair({ setting, comparisons }: SettingComparisons): Map<number, Comparison> {
  const pairs = new Map<number, Comparison>()
  for (const comparison of comparisons) {
    const { pairIndex } = comparison
    if (!Number.isSafeInteger(pairIndex) || pairIndex < 0) {
      throw new EvaluationError({
        code: 'count-out-of-range',
        message: `Expected pairIndex in ${setting} to be a whole number of at least 0 but received ${pairIndex}`,
        details: { setting, pairIndex },
      })
    }
    if (pairs.has(pairIndex)) {
      throw new EvaluationError({
        code: 'pair-duplicate',
        message: `Expected each pair once in ${setting} but received pair ${pairIndex} twice`,
        details: { setting, pairIndex },
      })
    }
    pairs.set(pairIndex, comparison)
  }
  return pairs
}

interface PairsOfSetting {
  readonly setting: string
  readonly pairs: ReadonlyMap<number, Comparison>
}

function requireSamePairs(a: PairsOfSetting, b: PairsOfSetting): void {
  const mismatch = (pairIndex: number, message: string) =>
    new EvaluationError({
      code: 'pair-list-mismatch',
      message,
      details: { settings: [a.setting, b.setting], pairIndex },
    })
  for (const [pairIndex, comparison] of a.pairs) {
    const other = b.pairs.get(pairIndex)
    if (other === undefined) {
      throw mismatch(
        pairIndex,
        `Expected all settings to have the same pairs but pair ${pairIndex} of ${a.setting} is not in ${b.setting}`,
      )
    }
    if (other.genuine !== comparison.genuine) {
      const word = (genuine: boolean) => (genuine ? 'genuine' : 'impostor')
      throw mismatch(
        pairIndex,
        `Expected pair ${pairIndex} to be of one class but it is ${word(comparison.genuine)} in ${a.setting} and ${word(other.genuine)} in ${b.setting}`,
      )
    }
  }
  for (const pairIndex of b.pairs.keys()) {
    if (!a.pairs.has(pairIndex)) {
      throw mismatch(
        pairIndex,
        `Expected all settings to have the same pairs but pair ${pairIndex} of ${b.setting} is not in ${a.setting}`,
      )
    }
  }
}
