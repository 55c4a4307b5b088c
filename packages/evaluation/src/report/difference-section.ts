import type { ComparisonTable, DifferenceMeasure, SettingDifference } from '#comparison-table.ts'
import { settingLabel, settingStrategy } from '#settings.ts'
import { signed } from './cell-text.ts'
import type { ReportSection } from './report.ts'

/** A difference counts as shown when its corrected p value is below this, the usual level. */
const level = 0.05

const measureNames: Readonly<Record<DifferenceMeasure, string>> = {
  eer: 'EER',
  'fnmr-at-fmr100': 'FNMR at FMR 1 %',
  'fnmr-at-fmr1000': 'FNMR at FMR 0.1 %',
  'fmr-at-frozen-fmr100': 'FMR at T100',
  'fnmr-at-frozen-fmr100': 'FNMR at T100',
  'fmr-at-frozen-fmr1000': 'FMR at T1000',
  'fnmr-at-frozen-fmr1000': 'FNMR at T1000',
}

/** What is shown to people; the other measures are in the data. */
const shownMeasures: readonly DifferenceMeasure[] = [
  'eer',
  'fnmr-at-fmr100',
  'fnmr-at-frozen-fmr100',
  'fmr-at-frozen-fmr100',
]

/** What an answer about masks names: the error at the threshold in use. */
const maskMeasures = ['eer', 'fnmr-at-frozen-fmr100', 'fmr-at-frozen-fmr100'] as const

/** What an answer about two systems names: scores of two systems have no threshold in common. */
const systemMeasures = ['eer', 'fnmr-at-fmr100', 'fnmr-at-fmr1000'] as const

/** Paired differences with their intervals; null when there are none. */
export function differenceSection(table: Pick<ComparisonTable, 'differences'>): ReportSection | null {
  const differences = table.differences.filter(
    ({ measure, b }) =>
      shownMeasures.includes(measure) || (b.startsWith('system:') && systemMeasures.some((one) => one === measure)),
  )
  if (differences.length === 0) return null
  return {
    title: 'Differences on the same pairs, in percentage points (first less second; negative: fewer errors)',
    columns: ['Settings', 'Measure', 'Difference', '95 % interval', 'p', 'p (Holm)', 'Shown'],
    rows: differences.map((one) => [
      `${settingLabel(one.a)} - ${settingLabel(one.b)}`,
      measureNames[one.measure],
      points(one.difference),
      `${points(one.low)}..${points(one.high)}`,
      probability(one.pValue),
      probability(one.pHolm),
      isShown(one) ? (one.difference < 0 ? 'fewer' : 'more') : 'no',
    ]),
  }
}

/**
 * The answers of a table in one sentence each: what masks do (UMR-UMP → UMR-MP), and what each treatment changes
 * (UMR-MP → treated); and how a system differs from another. A difference that the data do not show is said to be none shown, not to be none.
 */
export function verdicts({ differences }: ComparisonTable): string[] {
  const questions = [...new Set(differences.map(({ a, b }) => `${a} ${b}`))]
  return questions.flatMap((question) => {
    const group = differences.filter(({ a, b }) => `${a} ${b}` === question)
    const { a, b } = group[0]!
    const ofMasks = b === 'umr-ump' ? a === 'umr-mp' : b === 'umr-mp' && settingStrategy(a) !== null
    const asked = ofMasks || b.startsWith('system:')
    if (!asked) return []
    const said = (b.startsWith('system:') ? systemMeasures : maskMeasures).flatMap((measure) => {
      const found = group.find((one) => one.measure === measure)
      return found === undefined ? [] : [verdictOf(found)]
    })
    return said.length === 0 ? [] : [`${settingLabel(a)} against ${settingLabel(b)}: ${said.join('; ')}.`]
  })
}

function verdictOf(one: SettingDifference): string {
  const name = measureNames[one.measure]
  const interval = `${points(one.low)}..${points(one.high)}`
  if (!isShown(one)) {
    // alone its interval would leave out 0, but with as many comparisons one such is likely by chance
    const corrected = one.low > 0 || one.high < 0 ? `, p = ${probability(one.pHolm)} after Holm's correction` : ''
    return `${name}: no difference shown (${interval} points${corrected})`
  }
  const size = points(Math.abs(one.difference)).replace('+', '')
  return `${name} ${one.difference < 0 ? 'lower' : 'higher'} by ${size} points (${interval})`
}

/** Whether the data show a difference, after Holm's correction. */
function isShown({ pHolm }: SettingDifference): boolean {
  return pHolm < level
}

function points(difference: number): string {
  return signed(difference * 100, 2)
}

function probability(p: number): string {
  return p < 0.0001 ? '<0.0001' : p.toFixed(4)
}
