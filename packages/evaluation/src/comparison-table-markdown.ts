import type { ReportSection } from './comparison-report.ts'
import { comparisonReport } from './comparison-report.ts'
import type { ComparisonTable } from './comparison-table.ts'

/** The comparison table as GitHub-flavoured Markdown: a heading, a table for each section, the notes as a list. Ends with a new line. */
export function comparisonTableMarkdown(table: ComparisonTable): string {
  const { sections, notes } = comparisonReport(table)
  return `${[...sections.map(sectionMarkdown), notes.map((note) => `- ${escaped(note)}`).join('\n')].join('\n\n')}\n`
}

function sectionMarkdown({ title, columns, rows }: ReportSection): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  return [
    `### ${escaped(title)}`,
    '',
    line(columns),
    `| ${columns.map((_, c) => (c === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(line),
  ].join('\n')
}

/** Signs that would end a cell or start HTML. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')
}
