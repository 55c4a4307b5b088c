import type { ComparisonTable, ScoreMeasures, SettingResult } from '#comparison-table.ts'
import type { ErrorRates, FnmrAtFmr, TableOperatingPoint } from '#table-rates.ts'
import { fixed, grouped, intervalText, missing, percent, percentOrMissing } from './cell-text.ts'
import type { ReportSection } from './report.ts'

const ownColumns = [
  'Setting',
  'Genuine',
  'Impostor',
  'EER (%)',
  'FNMR (%) at FMR 1 %',
  'FNMR (%) at FMR 0.1 %',
] as const

/** Frozen thresholds that the table has: columns without a number would only raise questions. */
function frozenOf({ frozen }: ComparisonTable) {
  const all = [
    { name: 'T100', key: 'frozenFmr100', threshold: frozen.fmr100.threshold },
    { name: 'T1000', key: 'frozenFmr1000', threshold: frozen.fmr1000.threshold },
  ] as const
  return all.filter(({ threshold }) => threshold !== null)
}

function frozenColumns(table: ComparisonTable): string[] {
  return frozenOf(table).flatMap(({ name }) => [`FMR (%) at ${name}`, `FNMR (%) at ${name}`])
}

/** Error rates of every setting, of one of the views of its comparisons. */
export function rateSection(
  title: string,
  table: ComparisonTable,
  ratesOf: (setting: SettingResult) => ErrorRates | null,
): ReportSection {
  const columns = [...ownColumns, ...frozenColumns(table)]
  const cells = (rates: ErrorRates | null): string[] => {
    if (rates === null) return columns.slice(1).map(() => missing)
    return [
      grouped(rates.genuineCount),
      grouped(rates.impostorCount),
      percentOrMissing(rates.equalErrorRate?.eer),
      fnmrCell(rates.fmr100),
      fnmrCell(rates.fmr1000),
      ...frozenOf(table).flatMap(({ key }) => [percentOrMissing(rates[key]?.fmr), percentOrMissing(rates[key]?.fnmr)]),
    ]
  }
  return { title, columns, rows: table.settings.map((setting) => [setting.label, ...cells(ratesOf(setting))]) }
}

function fnmrCell(answer: FnmrAtFmr): string {
  return answer.supported ? percent(answer.fnmr) : `n/s (>=${percent(answer.atSmallestFmr.fnmr)})`
}

/** Intervals of the rates of scored comparisons: those that allow for shared people, else binomial ones under a title that warns of them. */
export function intervalSection(table: ComparisonTable): ReportSection | null {
  const { settings, bootstrap } = table
  if (settings.every(({ scored }) => scored.rates === null)) return null
  const clustered = settings.some(({ scored }) => scored.rates !== null && pointOf(scored.rates.fmr100).fnmrInterval)
  const cells = (point: TableOperatingPoint | null) =>
    clustered
      ? [intervalText(point?.fmrInterval), intervalText(point?.fnmrInterval)]
      : [intervalText(point?.fmrBinomialInterval), intervalText(point?.fnmrBinomialInterval)]
  const ownThreshold = ({ scored, intervals }: SettingResult, target: 'fmr100' | 'fmr1000') => {
    if (bootstrap !== null) return intervalText(intervals?.[target === 'fmr100' ? 'fnmrAtFmr100' : 'fnmrAtFmr1000'])
    const answer = scored.rates?.[target]
    return answer?.supported ? cells(answer)[1]! : missing
  }
  const resampled = bootstrap === null ? [] : ['EER (%)']
  return {
    title: clustered
      ? '95 % intervals of the error rates above'
      : 'Binomial 95 % intervals of the error rates above: too narrow where people occur in several comparisons',
    columns: ['Setting', ...resampled, ...ownColumns.slice(4), ...frozenColumns(table)],
    rows: settings.map((setting) => [
      setting.label,
      ...(bootstrap === null ? [] : [intervalText(setting.intervals?.eer)]),
      ownThreshold(setting, 'fmr100'),
      ownThreshold(setting, 'fmr1000'),
      ...frozenOf(table).flatMap(({ key }) => cells(setting.scored.rates?.[key] ?? null)),
    ]),
  }
}

function pointOf(answer: FnmrAtFmr): TableOperatingPoint {
  return answer.supported ? answer : answer.atSmallestFmr
}

/** The scores themselves, and the measures by which the masked-face literature reports them. */
export function scoreSections({ settings }: ComparisonTable): ReportSection[] {
  const scores: ReportSection = {
    title: 'Scores',
    columns: ['Setting', 'Genuine mean', 'Genuine sd', 'Impostor mean', 'Impostor sd', "d'", 'Fisher ratio', 'ROC AUC'],
    rows: settings.map(({ label, scored }) => [label, ...scoreCells(scored)]),
  }
  const withAccuracy = settings.some(({ accuracy }) => accuracy !== null)
  const literature: ReportSection = {
    title: 'As the literature reports it (TAR = 1 - FNMR)',
    columns: [
      'Setting',
      'TAR (%) at FAR 1e-3',
      'TAR (%) at FAR 1e-4',
      'TAR (%) at FAR 1e-6',
      'ZeroFMR (%)',
      ...(withAccuracy ? ['Accuracy (%) over folds', 'sd of folds', 'VAL (%) at FAR 1e-3'] : []),
    ],
    rows: settings.map(({ label, scored, accuracy }) => [
      label,
      ...(scored.rates === null
        ? [missing, missing, missing, missing]
        : [
            tarCell(scored.rates.fmr1000),
            tarCell(scored.rates.fmr10000),
            tarCell(scored.rates.fmr1000000),
            percent(scored.rates.zeroFmr.fnmr),
          ]),
      ...(withAccuracy
        ? [
            percentOrMissing(accuracy?.mean),
            percentOrMissing(accuracy?.standardDeviation),
            percentOrMissing(accuracy?.val?.mean),
          ]
        : []),
    ]),
  }
  return [scores, literature]
}

function tarCell(answer: FnmrAtFmr): string {
  return answer.supported ? percent(1 - answer.fnmr) : `n/s (<=${percent(1 - answer.atSmallestFmr.fnmr)})`
}

function scoreCells(measures: ScoreMeasures): string[] {
  return [
    fixed(measures.genuine.mean, 4),
    fixed(measures.genuine.standardDeviation, 4),
    fixed(measures.impostor.mean, 4),
    fixed(measures.impostor.standardDeviation, 4),
    fixed(measures.dPrime, 3),
    fixed(measures.fisherRatio, 3),
    fixed(measures.auc, 5),
  ]
}
