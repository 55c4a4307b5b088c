import type { ComparisonTable, ScoreMeasures, SettingResult } from './comparison-table.ts'
import type { ErrorRates, FnmrAtFmr, RateInterval, TableOperatingPoint } from './table-rates.ts'

/** A table of texts under a title, before it is laid out for a terminal or a page. */
export interface ReportSection {
  readonly title: string
  /** Names with their unit. The first column is text, the others are numbers. */
  readonly columns: readonly string[]
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly string[])[]
}

export interface Report {
  readonly sections: readonly ReportSection[]
  /** Full sentences that explain signs used in the sections. */
  readonly notes: readonly string[]
}

const missing = '-'

/**
 * What the comparison table says, in sections for people: error rates of scored comparisons; with failures counted and by reason,
 * when anything failed; on the pairs scored in every setting, when these are fewer; and the scores.
 */
export function comparisonReport(table: ComparisonTable): Report {
  const total = table.pairs.genuine + table.pairs.impostor
  const failing = table.settings.some(({ failures }) => failures.length > 0)
  const rateRows = (rates: (setting: SettingResult) => ErrorRates | null) =>
    table.settings.map((setting) => [setting.label, ...rateCells(rates(setting))])
  const sections: ReportSection[] = [
    {
      title: failing ? 'Error rates of scored comparisons (failures left out)' : 'Error rates',
      columns: rateColumns,
      rows: rateRows(({ scored }) => scored.rates),
    },
  ]
  if (table.settings.some(({ scored }) => scored.rates !== null && hasIntervals(scored.rates))) {
    sections.push({
      title: '95 % intervals of the error rates above',
      columns: intervalColumns,
      rows: table.settings.map(({ label, scored }) => [label, ...intervalCells(scored.rates)]),
    })
  }
  if (failing) {
    sections.push({
      title: 'Error rates with failures counted (failed genuine = rejected, failed impostor = not accepted)',
      columns: rateColumns,
      rows: rateRows(({ withFailures }) => withFailures),
    })
  }
  if (table.pairsInAllSettings < total) {
    sections.push({
      title: `Error rates on the ${grouped(table.pairsInAllSettings)} of ${grouped(total)} pairs scored in every setting`,
      columns: rateColumns,
      rows: rateRows(({ common }) => common.rates),
    })
  }
  sections.push({
    title: 'Scores',
    columns: scoreColumns,
    rows: table.settings.map((setting) => [setting.label, ...scoreCells(setting.scored)]),
  })
  if (failing) {
    sections.push({
      title: 'Failed comparisons',
      columns: ['Setting', 'Side', 'Reason', 'Genuine', 'Impostor'],
      rows: table.settings.flatMap(({ label, failures }) =>
        failures.map(({ side, reason, genuine, impostor }) => [
          label,
          side,
          reason,
          grouped(genuine),
          grouped(impostor),
        ]),
      ),
    })
  }
  return { sections, notes: notesOf(table, sections) }
}

const rateColumns = [
  'Setting',
  'Genuine',
  'Impostor',
  'EER (%)',
  'FNMR (%) at FMR 1 %',
  'FNMR (%) at FMR 0.1 %',
  'FMR (%) at T100',
  'FNMR (%) at T100',
  'FMR (%) at T1000',
  'FNMR (%) at T1000',
] as const

const intervalColumns = [
  'Setting',
  'FNMR (%) at FMR 1 %',
  'FNMR (%) at FMR 0.1 %',
  'FMR (%) at T100',
  'FNMR (%) at T100',
  'FMR (%) at T1000',
  'FNMR (%) at T1000',
] as const

const scoreColumns = ['Setting', 'Genuine mean', 'Genuine sd', 'Impostor mean', 'Impostor sd', "d'", 'ROC AUC'] as const

function rateCells(rates: ErrorRates | null): string[] {
  if (rates === null) return rateColumns.slice(1).map(() => missing)
  return [
    grouped(rates.genuineCount),
    grouped(rates.impostorCount),
    rates.equalErrorRate === null ? missing : percent(rates.equalErrorRate.eer),
    fnmrCell(rates.fmr100),
    fnmrCell(rates.fmr1000),
    ...frozenCells(rates.frozenFmr100),
    ...frozenCells(rates.frozenFmr1000),
  ]
}

function fnmrCell(answer: FnmrAtFmr): string {
  return answer.supported ? percent(answer.fnmr) : `n/s (>=${percent(answer.atSmallestFmr.fnmr)})`
}

function frozenCells(point: TableOperatingPoint | null): string[] {
  return point === null ? [missing, missing] : [percent(point.fmr), percent(point.fnmr)]
}

function hasIntervals({ fmr100 }: ErrorRates): boolean {
  return (fmr100.supported ? fmr100 : fmr100.atSmallestFmr).fnmrInterval !== null
}

function intervalCells(rates: ErrorRates | null): string[] {
  if (rates === null) return intervalColumns.slice(1).map(() => missing)
  const frozen = [rates.frozenFmr100, rates.frozenFmr1000]
  return [
    ...[rates.fmr100, rates.fmr1000].map((answer) => intervalText(answer.supported ? answer.fnmrInterval : null)),
    ...frozen.flatMap((point) => [intervalText(point?.fmrInterval), intervalText(point?.fnmrInterval)]),
  ]
}

function intervalText(interval: RateInterval | null | undefined): string {
  return interval === null || interval === undefined ? missing : `${percent(interval.low)}..${percent(interval.high)}`
}

function scoreCells(measures: ScoreMeasures): string[] {
  return [
    fixed(measures.genuine.mean, 4),
    fixed(measures.genuine.standardDeviation, 4),
    fixed(measures.impostor.mean, 4),
    fixed(measures.impostor.standardDeviation, 4),
    fixed(measures.dPrime, 3),
    fixed(measures.auc, 5),
  ]
}

function notesOf(table: ComparisonTable, sections: readonly ReportSection[]): string[] {
  const notes = [frozenNote(table)]
  const cells = sections.flatMap(({ rows }) => rows.flat())
  if (cells.some((cell) => cell.startsWith('n/s'))) {
    const smallest = Math.min(...table.settings.map(({ scored }) => scored.rates?.impostorCount ?? Infinity))
    const support = Number.isFinite(smallest)
      ? ` The setting with the fewest has ${grouped(smallest)}, which support FMR ${percent(1 / smallest)} % at best.`
      : ''
    notes.push(
      `n/s: not supported. FMR 1 % needs at least 100 impostor comparisons, FMR 0.1 % at least 1,000.${support} In brackets: the FNMR at the smallest FMR supported, a lower bound.`,
    )
  }
  if (cells.some((cell) => cell.includes('..'))) {
    notes.push(
      'low..high: interval that allows for pairs that share people (clustered Wilson), with the threshold taken as fixed.',
    )
  }
  if (cells.includes(missing))
    notes.push(`${missing}: does not exist, for want of scores, spread, a crossing or a frozen threshold.`)
  return notes
}

function frozenNote({ frozen }: ComparisonTable): string {
  const parts = [
    ['T100', frozen.fmr100],
    ['T1000', frozen.fmr1000],
  ] as const
  const texts = parts.map(([name, { targetFmr, threshold, source, reason }]) => {
    const target = `FMR ${targetFmr * 100} %`
    if (threshold === null) return `${name}: none (${reasonText[reason ?? 'not-given']})`
    return `${name} = ${threshold.toFixed(4)}, ${source === 'given' ? 'given by another run' : 'fixed on UMR-UMP'} at ${target}`
  })
  return `Frozen thresholds, the same for all settings (accepted when score >= threshold): ${texts.join('; ')}.`
}

const reasonText = {
  'no-umr-ump': 'UMR-UMP was not run',
  'umr-ump-without-scores': 'UMR-UMP has no scores in one class',
  'too-few-impostors': 'UMR-UMP has too few impostor comparisons',
  'not-given': 'the other run had none',
} as const

/** A rate as percent without sign: two decimals, more below 0.1 % so that a small rate does not look like none. */
function percent(rate: number): string {
  const value = rate * 100
  return value > 0 && value < 0.1 ? value.toPrecision(2) : value.toFixed(2)
}

function fixed(value: number | null, decimals: number): string {
  return value === null ? missing : value.toFixed(decimals)
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
