import type { ComparisonTable, ScoreMeasures, SettingResult } from '#comparison-table.ts'
import type { ErrorRates, FnmrAtFmr, TableOperatingPoint } from '#table-rates.ts'
import { fixed, grouped, intervalText, missing, percent, percentOrMissing } from './cell-text.ts'
import type { ReportSection } from './report.ts'

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

/** Error rates of every setting, of one of the views of its comparisons. */
export function rateSection(
  title: string,
  table: ComparisonTable,
  ratesOf: (setting: SettingResult) => ErrorRates | null,
): ReportSection {
  return {
    title,
    columns: rateColumns,
    rows: table.settings.map((setting) => [setting.label, ...rateCells(ratesOf(setting))]),
  }
}

function rateCells(rates: ErrorRates | null): string[] {
  if (rates === null) return rateColumns.slice(1).map(() => missing)
  return [
    grouped(rates.genuineCount),
    grouped(rates.impostorCount),
    percentOrMissing(rates.equalErrorRate?.eer),
    fnmrCell(rates.fmr100),
    fnmrCell(rates.fmr1000),
    ...[rates.frozenFmr100, rates.frozenFmr1000].flatMap((point) => [
      percentOrMissing(point?.fmr),
      percentOrMissing(point?.fnmr),
    ]),
  ]
}

function fnmrCell(answer: FnmrAtFmr): string {
  return answer.supported ? percent(answer.fnmr) : `n/s (>=${percent(answer.atSmallestFmr.fnmr)})`
}

/** Intervals of the rates of scored comparisons: those that allow for shared people, else binomial ones under a title that warns of them. */
export function intervalSection({ settings, bootstrap }: ComparisonTable): ReportSection | null {
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
    columns: ['Setting', ...resampled, ...rateColumns.slice(4)],
    rows: settings.map((setting) => [
      setting.label,
      ...(bootstrap === null ? [] : [intervalText(setting.intervals?.eer)]),
      ownThreshold(setting, 'fmr100'),
      ownThreshold(setting, 'fmr1000'),
      ...cells(setting.scored.rates?.frozenFmr100 ?? null),
      ...cells(setting.scored.rates?.frozenFmr1000 ?? null),
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
