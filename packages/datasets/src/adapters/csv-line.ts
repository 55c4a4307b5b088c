/** A line of CSV (RFC 4180): cells with a comma or a quote are quoted. Line breaks in a cell become spaces: `readCsv` takes lines. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const line = cell.replaceAll(/[\r\n]+/g, ' ')
    return /[",]|^\s|\s$/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
  })
  return `${quoted.join(',')}\n`
}
