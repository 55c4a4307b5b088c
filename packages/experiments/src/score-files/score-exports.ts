import {
  comparisonTableCsv,
  comparisonTableLatex,
  comparisonTableMarkdown,
  differencesCsv,
  notesLatex,
  notesMarkdown,
  sectionLatex,
  sectionMarkdown,
} from '@maskmirror/evaluation'
import { figureFilePng, figureFileSvg } from '../report/figure-file.ts'
import type { ScoreGroup } from './evaluate-group.ts'
import type { ScoreEvaluation } from './evaluate-score-files.ts'
import { furtherReport } from './further-report.ts'
import { renderScoreReport } from './render-score-report.ts'
import { scoreFigures } from './score-figures.ts'
import { writeFiles } from './write-files.ts'

/**
 * Writes everything into a folder: `result.json` (complete), `report.html` (one file), and for each pair list its table as CSV, Markdown
 * and LaTeX, its differences as CSV, and its figures as SVG and PNG. With several pair lists the names of the latter begin with `1-`, `2-` …
 *
 * @returns the names of the files
 * @throws ScoreCommandError `folder-unwritable`
 */
export async function writeScoreExports(evaluation: ScoreEvaluation, folder: string): Promise<string[]> {
  const files: [name: string, content: string | Uint8Array][] = [
    ['result.json', `${JSON.stringify(evaluation, null, 2)}\n`],
    ['report.html', renderScoreReport(evaluation)],
  ]
  for (const [i, group] of evaluation.groups.entries()) {
    const prefix = evaluation.groups.length === 1 ? '' : `${i + 1}-`
    for (const [name, content] of await groupFiles(group)) files.push([`${prefix}${name}`, content])
  }
  return writeFiles(folder, files)
}

async function groupFiles(group: ScoreGroup): Promise<[name: string, content: string | Uint8Array][]> {
  const { table } = group
  const { sections, notes } = furtherReport(group)
  const files: [name: string, content: string | Uint8Array][] = [
    ['table.csv', comparisonTableCsv(table)],
    [
      'table.md',
      [
        comparisonTableMarkdown(table),
        ...sections.map((section) => `${sectionMarkdown(section)}\n`),
        ...(notes.length === 0 ? [] : [notesMarkdown(notes)]),
      ].join('\n'),
    ],
    [
      'table.tex',
      [
        comparisonTableLatex(table),
        ...sections.map((section) => `${sectionLatex(section)}\n`),
        ...(notes.length === 0 ? [] : [notesLatex(notes)]),
      ].join('\n'),
    ],
    ...(table.differences.length === 0
      ? []
      : [['differences.csv', differencesCsv(table.differences)] as [string, string]]),
  ]
  for (const [name, spec] of Object.entries(scoreFigures(group))) {
    if (spec === null) continue
    files.push([`${name}.svg`, figureFileSvg(spec)], [`${name}.png`, await figureFilePng(spec)])
  }
  return files
}
