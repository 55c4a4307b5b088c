import {
  comparisonReport,
  evidenceReport,
  identificationReport,
  normalisationReport,
  type Report,
  settingLabel,
  slicesReport,
} from '@maskmirror/evaluation'
import type { RunResult } from '../result.ts'
import { type RunFigures, runFigures } from '../run-figures.ts'
import type { RunDetail } from '../workbench.ts'
import { escapeHtml, htmlTable } from './html.ts'
import { reportFigure, reportList, reportPage, reportWarnings } from './page.ts'
import { reportExamples } from './report-examples.ts'

/**
 * One HTML file with everything that a run found: tables, figures, example pairs, failures, notes, specification.
 * No script and nothing fetched from elsewhere, so it can be sent and kept.
 *
 * @param readImage PNG bytes by id, null when missing
 */
export async function renderReport(
  run: RunDetail & { readonly result: RunResult },
  readImage: (id: string) => Promise<Uint8Array | null>,
): Promise<string> {
  const { result, spec, provenance } = run
  const { warnings, verdicts, sections, notes } = comparisonReport(result.table)
  const figures = runFigures(result)
  const { counts } = result
  const failures = result.failures.map(({ step, setting, reason, count, of, examples }) => [
    setting === null ? step : settingLabel(setting),
    reason,
    `${count} of ${of}`,
    examples.map(({ photo, detail }) => `${photo}: ${detail}`).join('; '),
  ])
  const body = [
    `<h1>${escapeHtml(run.dataset)} with ${escapeHtml(run.model)}</h1>`,
    `<p class="quiet">Run ${escapeHtml(run.id)}, finished ${escapeHtml(run.finishedAt ?? '')}: ${counts.people} people, ${counts.photos} photos, ${counts.genuine} genuine and ${counts.impostor} impostor pairs.</p>`,
    reportWarnings(warnings),
    reportList(verdicts),
    ...reportTables({ sections, notes }),
    '<h2>Figures</h2>',
    figures === null
      ? '<p>No setting has scores of both classes, so there is nothing to draw.</p>'
      : [
          `<div class="figures">${reportFigure(figures.det)}${reportFigure(figures.roc)}</div>`,
          figures.differences === null ? '' : reportFigure(figures.differences),
          reportFigure(figures.distributions),
          reportFigure(figures.rates),
        ].join('\n'),
    ...(result.slices.length === 0 ? [] : ['<h2>Taken apart</h2>', ...reportTables(slicesReport(result.slices))]),
    ...(result.identification === null ? [] : identificationPart(result.identification, figures)),
    '<h2>Calibrated and fused</h2>',
    ...reportTables(evidenceReport(result.evidence)),
    ...(result.normalisation.length === 0
      ? []
      : ['<h2>Normalised</h2>', ...reportTables(normalisationReport(result.normalisation))]),
    '<h2>Pairs to look at</h2>',
    await reportExamples(
      result.examples,
      result.table.settings.map(({ setting }) => setting),
      readImage,
    ),
    '<h2>What failed</h2>',
    failures.length === 0
      ? '<p>Nothing: every photo gave a face, every treatment could be done.</p>'
      : htmlTable('Each photo or treated pair counted once', ['Step', 'Reason', 'Count', 'First ones'], failures),
    '<h2>What to know</h2>',
    reportList(result.notes),
    '<h2>How to repeat it</h2>',
    '<p>The same specification gives the same numbers to the last digit.</p>',
    `<pre>${escapeHtml(JSON.stringify({ spec, provenance }, null, 2))}</pre>`,
  ]
  return reportPage(`MaskMirror: ${run.id}`, body)
}

function identificationPart(
  identification: NonNullable<RunResult['identification']>,
  figures: RunFigures | null,
): string[] {
  return [
    '<h2>One to many</h2>',
    ...reportTables(identificationReport(identification)),
    ...[figures?.cmc ?? null, figures?.openSet ?? null].flatMap((spec) => (spec === null ? [] : [reportFigure(spec)])),
  ]
}

function reportTables({ sections, notes }: Report): string[] {
  return [...sections.map(({ title, columns, rows }) => htmlTable(title, columns, rows)), reportList(notes)]
}
