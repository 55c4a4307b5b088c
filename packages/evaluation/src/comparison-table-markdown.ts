import { comparisonReport } from './comparison-report.ts'
import type { ComparisonTable } from './comparison-table.ts'
import type { ReportSection } from './report/report.ts'

/** The comparison table as GitHub-flavoured Markdown: a heading, a table for each section, the notes as a list. Ends with a new line. */
export function comparisonTableMarkdown(table: ComparisonTable): string {
  const { warnings, verdicts, sections, notes } = comparisonReport(table)
  const quoted = warnings.map((warning) => `> **${escaped(warning)}**`).join('\n>\n')
  const blocks = [quoted, ...sections.map(sectionMarkdown), notesMarkdown(verdicts), notesMarkdown(notes)]
  return `${blocks
    .map((block) => block.trimEnd())
    .filter((block) => block !== '')
    .join('\n\n')}\n`
}

/** One section as a heading and a table. */
export function sectionMarkdown({ title, columns, rows }: ReportSection): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  return [
    `### ${escaped(title)}`,
    '',
    line(columns),
    `| ${columns.map((_, c) => (c === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(line),
  ].join('\n')
}

/** Sentences as a list; ends with a new line. */
export function notesMarkdown(notes: readonly string[]): string {
  return notes.map((sentence) => `- ${escaped(sentence)}\n`).join('')
}

/** Signs that would end a cell or start HTML. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')
}
