import type { ComparisonTable, TableWarning } from './comparison-table.ts'
import { grouped } from './report/cell-text.ts'
import { differenceSection, verdicts } from './report/difference-section.ts'
import { intervalSection, rateSection, scoreSections } from './report/rate-sections.ts'
import type { Report, ReportSection } from './report/report.ts'
import { reportNotes } from './report/report-notes.ts'
import { heldOutSection, shiftSection } from './report/threshold-sections.ts'
import { settingLabel } from './settings.ts'

export interface ComparisonReport extends Report {
  /** What the checks found: full sentences, errors first, that a reader must see before any number. */
  readonly warnings: readonly string[]
  /** What the differences say: full sentences; empty without a bootstrap. */
  readonly verdicts: readonly string[]
}

/**
 * What the comparison table says, in sections for people: error rates of scored comparisons; with failures counted and by reason,
 * when anything failed; on the pairs scored in every setting, when these are fewer; differences between settings; the same
 * thresholds on people they were not fitted on; and the scores.
 */
export function comparisonReport(table: ComparisonTable): ComparisonReport {
  const total = table.pairs.genuine + table.pairs.impostor
  const failing = table.settings.some(({ failures }) => failures.length > 0)
  const title = failing ? 'Error rates of scored comparisons (failures left out)' : 'Error rates'
  const all: (ReportSection | null)[] = [
    rateSection(title, table, ({ scored }) => scored.rates),
    intervalSection(table),
    differenceSection(table),
    failing
      ? rateSection(
          'Error rates with failures counted (failed genuine = rejected, failed impostor = not accepted)',
          table,
          ({ withFailures }) => withFailures,
        )
      : null,
    table.pairsInAllSettings < total
      ? rateSection(
          `Error rates on the ${grouped(table.pairsInAllSettings)} of ${grouped(total)} pairs scored in every setting`,
          table,
          ({ common }) => common.rates,
        )
      : null,
    heldOutSection(table),
    ...scoreSections(table),
    shiftSection(table),
    failing ? failureSection(table) : null,
  ]
  const sections = all.filter((section) => section !== null)
  return {
    warnings: table.warnings.map(warningText),
    verdicts: verdicts(table),
    sections,
    notes: reportNotes(table, sections),
  }
}

function warningText({ severity, setting, message }: TableWarning): string {
  return `${severity === 'error' ? 'Error' : 'Warning'}${setting === null ? '' : `, ${settingLabel(setting)}`}: ${message}.`
}

function failureSection({ settings }: ComparisonTable): ReportSection {
  return {
    title: 'Failed comparisons',
    columns: ['Setting', 'Side', 'Reason', 'Genuine', 'Impostor'],
    rows: settings.flatMap(({ label, failures }) =>
      failures.map(({ side, reason, genuine, impostor }) => [label, side, reason, grouped(genuine), grouped(impostor)]),
    ),
  }
}
