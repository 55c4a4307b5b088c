import { comparisonReport } from './comparison-report.ts'
import type { ComparisonTable } from './comparison-table.ts'
import { headerRows } from './report/header-rows.ts'
import type { ReportSection } from './report/report.ts'

/**
 * The comparison table for a paper: one `table` environment for each section, with the rules of the package `booktabs`, shrunk by
 * `graphicx` where it is wider than the text; the document must load both. Warnings come first and notes last, as text; every name is escaped, so that it compiles whatever files were called. Ends with a
 * new line.
 */
export function comparisonTableLatex(table: ComparisonTable): string {
  const { warnings, verdicts, sections, notes } = comparisonReport(table)
  const sentences = [...verdicts, ...notes]
  const blocks = [
    '% needs \\usepackage{booktabs,graphicx}; names in other scripts than Latin need xelatex or lualatex',
    ...warnings.map((warning) => `\\noindent\\textbf{${latexText(warning)}}\\par`),
    ...sections.map(sectionLatex),
    ...(sentences.length === 0 ? [] : [notesLatex(sentences).trimEnd()]),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** Sentences as a list; ends with a new line. */
export function notesLatex(notes: readonly string[]): string {
  const items = notes.map((sentence) => `  \\item ${latexText(sentence)}`)
  return `${['\\begin{itemize}', ...items, '\\end{itemize}'].join('\n')}\n`
}

/** One section as a `table` environment. */
export function sectionLatex({ title, columns, rows }: ReportSection): string {
  const line = (cells: readonly string[]) => `    ${cells.map(latexText).join(' & ')} \\\\`
  return [
    '\\begin{table}[htbp]',
    '  \\centering',
    `  \\caption{${latexText(title)}}`,
    '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
    `  \\begin{tabular}{l${'r'.repeat(columns.length - 1)}}`,
    '    \\toprule',
    ...headerRows(columns).map(line),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}}',
    '\\end{table}',
  ].join('\n')
}

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '−': '$-$',
  '≥': '$\\geq$',
  '≤': '$\\leq$',
  '±': '$\\pm$',
  Δ: '$\\Delta$',
  '·': '$\\cdot$',
  '×': '$\\times$',
  '′': "$'$",
  '…': '\\ldots{}',
  '→': '$\\to$',
  '’': "'",
  '‘': '`',
  '–': '--',
  '—': '---',
  '"': "''",
  '\n': ' ',
}

/** Text in which no sign has a meaning to LaTeX. */
export function latexText(text: string): string {
  return [...text].map((sign) => signs[sign] ?? sign).join('')
}
