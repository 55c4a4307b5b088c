/** Headers in as many rows as the longest needs, `FNMR (%) at FMR 1 %` in two to keep columns narrow; short ones stand on the rule. */
export function headerRows(columns: readonly string[]): string[][] {
  const headers = columns.map(headerLines)
  const height = Math.max(...headers.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    headers.map((lines) => lines[line - (height - lines.length)] ?? ''),
  )
}

function headerLines(header: string): string[] {
  const split = header.indexOf(' at ')
  return split < 0 ? [header] : [header.slice(0, split), header.slice(split + 1)]
}
