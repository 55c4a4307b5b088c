/** Addresses of a run in the dashboard. */
export function runPath(id: string): string {
  return `/runs/${encodeURIComponent(id)}`
}

/** What the recogniser of a finished run looks at. */
export function understandingPath(id: string): string {
  return `${runPath(id)}/understanding`
}

export function reportPath(id: string): string {
  return `${runPath(id)}/report.html`
}

/** @param file such as `table.csv` or `det.svg` */
export function exportPath(id: string, file: string): string {
  return `${runPath(id)}/exports/${file}`
}
