import { type FigureSpec, figureSvg } from '@maskmirror/plots'
import { parseHTML } from 'linkedom'
import { escapeHtml } from './html.ts'
import { reportStyle } from './report-style.ts'

/** A whole page: no script and nothing fetched from elsewhere, so it can be sent and kept. */
export function reportPage(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${reportStyle}</style></head>
<body><main>${parts.join('\n')}</main></body></html>
`
}

/** A figure with its caption, in the colours of the page. */
export function reportFigure(spec: FigureSpec): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  return `<figure>${figureSvg(spec, document)}<figcaption>${escapeHtml(spec.caption)}</figcaption></figure>`
}

/** Sentences as a list; nothing for none. */
export function reportList(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
}

/** What a reader must see before any number; nothing for none. */
export function reportWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return ''
  return `<ul class="warnings">${warnings.map((warning) => `<li>${escapeHtml(warning)}</li>`).join('')}</ul>`
}
