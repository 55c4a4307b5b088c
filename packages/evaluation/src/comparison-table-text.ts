import { type ComparisonReport, comparisonReport } from './comparison-report.ts'
import type { ComparisonTable } from './comparison-table.ts'
import { headerRows } from './report/header-rows.ts'
import type { Report, ReportSection } from './report/report.ts'

/**
 * The comparison table for a terminal: aligned columns under headers that say the unit, wrapped notes below. Ends with a new line.
 *
 * @param options.width where notes and titles wrap, in characters; default 100
 */
export function comparisonTableText(table: ComparisonTable, { width = 100 }: { width?: number } = {}): string {
  return reportText(comparisonReport(table), { width })
}

/** Any report, laid out as the comparison table is. */
export function reportText(report: Report | ComparisonReport, { width = 100 }: { width?: number } = {}): string {
  const { warnings, verdicts, sections, notes } = { warnings: [], verdicts: [], ...report }
  const paragraph = (sentences: readonly string[]) => sentences.map((sentence) => wrap(sentence, width)).join('\n')
  const blocks = [
    paragraph(warnings),
    ...sections.map((section) => sectionText(section, width)),
    paragraph(verdicts),
    paragraph(notes),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function sectionText({ title, columns, rows }: ReportSection, width: number): string {
  const stacked = headerRows(columns)
  const widths = columns.map((_, c) => Math.max(...[...stacked, ...rows].map((row) => row[c]!.length)))
  const leftAligned = columns.map(
    (_, c) => c === 0 || rows.some((row) => /^[a-z]/i.test(row[c]!) && !row[c]!.startsWith('n/s')),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => (leftAligned[c]! ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
      .join('  ')
      .trimEnd()
  const rule = '-'.repeat(widths.reduce((sum, w) => sum + w, 2 * (widths.length - 1)))
  return [wrap(title, width), ...stacked.map(line), rule, ...rows.map(line)].join('\n')
}

function wrap(text: string, width: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
