import type { SettingComparisons } from './comparison.ts'
import { EvaluationError } from './evaluation-error.ts'

/** The shared pair list: what each pair is, and whether every setting scored it. */
export interface PairList {
  readonly genuine: number
  readonly impostor: number
  /** Pairs scored in every setting. */
  readonly scoredInAll: { readonly size: number; has(pairIndex: number): boolean }
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
  const { count, numberOf } = pairNumbers(first)
  const reference = { ...first, classes: classesByNumber(first, { count, numberOf }) }
  const isScored = new Uint8Array(count)
  for (const { pairIndex, outcome } of first.comparisons) isScored[numberOf(pairIndex)] = Number(outcome.ok)
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
    const classes = classesByNumber(setting, { count, numberOf })
    requireSamePairs(reference, { ...setting, classes }, { count, numberOf })
    for (const { pairIndex, outcome } of setting.comparisons) if (!outcome.ok) isScored[numberOf(pairIndex)] = 0
  }
  let genuine = 0
  let size = 0
  for (let number = 0; number < count; number++) {
    if (reference.classes[number] === genuineClass) genuine++
    size += isScored[number]!
  }
  const impostor = count - genuine
  if (genuine === 0 || impostor === 0) {
    throw new EvaluationError({
      code: 'scores-empty',
      message: `Expected a pair list with genuine and impostor pairs but received ${genuine} genuine and ${impostor} impostor`,
      details: { genuine, impostor },
    })
  }
  return { genuine, impostor, scoredInAll: { size, has: (pairIndex) => isScored[numberOf(pairIndex)] === 1 } }
}

/** Numbers from 0 up to `count` for the pairs of one setting, and higher ones for others. */
interface PairNumbers {
  readonly count: number
  readonly numberOf: (pairIndex: number) => number
}

function pairNumbers({ comparisons }: SettingComparisons): PairNumbers {
  const count = comparisons.length
  // most lists are numbered so already
  if (comparisons.every(({ pairIndex }) => pairIndex < count)) return { count, numberOf: (pairIndex) => pairIndex }
  const numbers = new Map<number, number>()
  for (const { pairIndex } of comparisons) numbers.set(pairIndex, numbers.get(pairIndex) ?? numbers.size)
  return { count, numberOf: (pairIndex) => numbers.get(pairIndex) ?? count }
}

/** By number of the pair; 0 where there is none. */
const impostorClass = 1
const genuineClass = 2

function classesByNumber({ setting, comparisons }: SettingComparisons, { count, numberOf }: PairNumbers): Uint8Array {
  const classes = new Uint8Array(count)
  const others = new Set<number>()
  for (const { pairIndex, genuine } of comparisons) {
    if (!Number.isSafeInteger(pairIndex) || pairIndex < 0) {
      throw new EvaluationError({
        code: 'count-out-of-range',
        message: `Expected pairIndex in ${setting} to be a whole number of at least 0 but received ${pairIndex}`,
        details: { setting, pairIndex },
      })
    }
    const number = numberOf(pairIndex)
    if (number < count ? classes[number] !== 0 : others.has(pairIndex)) {
      throw new EvaluationError({
        code: 'pair-duplicate',
        message: `Expected each pair once in ${setting} but received pair ${pairIndex} twice`,
        details: { setting, pairIndex },
      })
    }
    if (number < count) classes[number] = genuine ? genuineClass : impostorClass
    else others.add(pairIndex)
  }
  return classes
}

interface PairsOfSetting extends SettingComparisons {
  readonly classes: Uint8Array
}

function requireSamePairs(a: PairsOfSetting, b: PairsOfSetting, { count, numberOf }: PairNumbers): void {
  const mismatch = (pairIndex: number, message: string) =>
    new EvaluationError({
      code: 'pair-list-mismatch',
      message,
      details: { settings: [a.setting, b.setting], pairIndex },
    })
  const missing = (pairIndex: number, there: PairsOfSetting, here: PairsOfSetting) =>
    mismatch(
      pairIndex,
      `Expected all settings to have the same pairs but pair ${pairIndex} of ${there.setting} is not in ${here.setting}`,
    )
  for (const { pairIndex } of a.comparisons) {
    const number = numberOf(pairIndex)
    if (b.classes[number] === 0) throw missing(pairIndex, a, b)
    if (a.classes[number] !== b.classes[number]) {
      const word = ({ classes }: PairsOfSetting) => (classes[number] === genuineClass ? 'genuine' : 'impostor')
      throw mismatch(
        pairIndex,
        `Expected pair ${pairIndex} to be of one class but it is ${word(a)} in ${a.setting} and ${word(b)} in ${b.setting}`,
      )
    }
  }
  const other = b.comparisons.find(({ pairIndex }) => numberOf(pairIndex) >= count)
  if (other !== undefined) throw missing(other.pairIndex, b, a)
}
