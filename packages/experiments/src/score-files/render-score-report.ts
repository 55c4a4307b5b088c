import { comparisonReport } from '@maskmirror/evaluation'
import { escapeHtml, htmlTable } from '../report/html.ts'
import { reportFigure, reportList, reportPage, reportWarnings } from '../report/page.ts'
import type { ScoreGroup } from './evaluate-group.ts'
import type { ScoreEvaluation } from './evaluate-score-files.ts'
import { furtherReport } from './further-report.ts'
import { scoreFigures } from './score-figures.ts'

/** One HTML file with everything that score files say. */
export function renderScoreReport(evaluation: ScoreEvaluation): string {
  const { files, groups, notes } = evaluation
  const title = files.map(({ name }) => name).join(', ')
  return reportPage(`MaskMirror: ${title}`, [
    `<h1>${escapeHtml(title)}</h1>`,
    reportList(notes),
    ...groups.flatMap((group, i) => groupParts(group, groups.length === 1 ? null : i + 1)),
    '<h2>Files</h2>',
    htmlTable(
      'What was read',
      ['Name', 'Files', 'Format', 'Comparisons', 'Attacks left out'],
      files.map(({ name, paths, formats, comparisons, attacks }) => [
        name,
        paths.join(', '),
        formats.join(', '),
        String(comparisons),
        String(attacks),
      ]),
    ),
  ])
}

function groupParts(group: ScoreGroup, number: number | null): string[] {
  const { warnings, verdicts, sections, notes } = comparisonReport(group.table)
  const further = furtherReport(group)
  const { det, roc, distributions, rates, differences } = scoreFigures(group)
  return [
    number === null ? '' : `<h2>Pair list ${number}</h2>`,
    reportWarnings(warnings),
    reportList(verdicts),
    ...[...sections, ...further.sections].map(({ title, columns, rows }) => htmlTable(title, columns, rows)),
    reportList([...notes, ...further.notes]),
    `<div class="figures">${reportFigure(det)}${reportFigure(roc)}</div>`,
    differences === null ? '' : reportFigure(differences),
    reportFigure(rates),
    reportFigure(distributions),
  ]
}
