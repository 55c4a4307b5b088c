import {
  identificationReport,
  notesLatex,
  notesMarkdown,
  type Report,
  type SettingId,
  sectionLatex,
  sectionMarkdown,
} from '@maskmirror/evaluation'
import { figureFilePng, figureFileSvg } from '../report/figure-file.ts'
import { escapeHtml, htmlTable } from '../report/html.ts'
import { reportFigure, reportList, reportPage, reportWarnings } from '../report/page.ts'
import { rankFigure, strangersFigure } from '../run-figures.ts'
import { writeFiles } from '../score-files/write-files.ts'
import type { SearchedFiles } from './search-files.ts'

/**
 * Writes what a search found into a folder: `result.json` (complete), the tables as Markdown and LaTeX, `report.html` (one file), and as SVG
 * and PNG `cmc`, and `open-set` where there are strangers.
 *
 * @returns the names of the files
 * @throws ScoreCommandError `folder-unwritable`
 */
export async function writeSearchExports(name: string, searched: SearchedFiles, folder: string): Promise<string[]> {
  const { identification, findings } = searched
  const setting: SettingId = `system:${name}`
  const settings = [{ setting, ...identification }]
  const report = identificationReport({ settings, frozen: [] })
  const figures = Object.entries({ cmc: rankFigure({ settings }), 'open-set': strangersFigure({ settings }) }).flatMap(
    ([file, spec]) => (spec === null ? [] : [{ file, spec }]),
  )
  const page = reportPage(`MaskMirror: ${name}`, [
    `<h1>${escapeHtml(name)}</h1>`,
    reportWarnings(
      findings.map(({ severity, message }) => `${severity === 'error' ? 'Error' : 'Warning'}: ${message}.`),
    ),
    ...report.sections.map(({ title, columns, rows }) => htmlTable(title, columns, rows)),
    reportList(report.notes),
    ...figures.map(({ spec }) => reportFigure(spec)),
  ])
  const files: [string, string | Uint8Array][] = [
    ['result.json', `${JSON.stringify({ name, findings, identification }, null, 2)}\n`],
    ['report.html', page],
    ['table.md', laidOut(report, sectionMarkdown, notesMarkdown)],
    ['table.tex', laidOut(report, sectionLatex, notesLatex)],
  ]
  for (const { file, spec } of figures) {
    files.push([`${file}.svg`, figureFileSvg(spec)], [`${file}.png`, await figureFilePng(spec)])
  }
  return writeFiles(folder, files)
}

function laidOut(
  { sections, notes }: Report,
  section: (one: Report['sections'][number]) => string,
  list: (sentences: readonly string[]) => string,
): string {
  return [...sections.map((one) => `${section(one)}\n`), list(notes)].join('\n')
}
