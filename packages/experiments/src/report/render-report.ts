import { comparisonReport, identificationReport, settingLabel } from '@maskmirror/evaluation'
import { type FigureSpec, figureSvg } from '@maskmirror/plots'
import { parseHTML } from 'linkedom'
import type { RunResult } from '../result.ts'
import { runFigures } from '../run-figures.ts'
import type { RunDetail } from '../workbench.ts'
import { escapeHtml, htmlTable } from './html.ts'
import { reportExamples } from './report-examples.ts'
import { reportStyle } from './report-style.ts'

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
  const { sections, notes } = comparisonReport(result.table)
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
    ...sections.map(({ title, columns, rows }) => htmlTable(title, columns, rows)),
    list(notes),
    '<h2>Figures</h2>',
    figures === null
      ? '<p>No setting has scores of both classes, so there is nothing to draw.</p>'
      : `<div class="figures">${figure(figures.det)}${figure(figures.roc)}</div>${figure(figures.distributions)}`,
    ...(result.identification === null ? [] : identificationPart(result.identification, figures?.cmc ?? null)),
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
    list(result.notes),
    '<h2>How to repeat it</h2>',
    '<p>The same specification gives the same numbers to the last digit.</p>',
    `<pre>${escapeHtml(JSON.stringify({ spec, provenance }, null, 2))}</pre>`,
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>MaskMirror: ${escapeHtml(run.id)}</title><style>${reportStyle}</style></head>
<body><main>${body.join('\n')}</main></body></html>
`
}

function identificationPart(
  identification: NonNullable<RunResult['identification']>,
  cmc: FigureSpec | null,
): string[] {
  const { sections, notes } = identificationReport(identification)
  return [
    '<h2>One to many</h2>',
    ...sections.map(({ title, columns, rows }) => htmlTable(title, columns, rows)),
    list(notes),
    cmc === null ? '' : figure(cmc),
  ]
}

function figure(spec: FigureSpec): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  return `<figure>${figureSvg(spec, document)}<figcaption>${escapeHtml(spec.caption)}</figcaption></figure>`
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
}
