/** Null is a number or word that does not exist: an empty cell. */
export type Cell = string | number | boolean | null

/**
 * Records as CSV (RFC 4180) under a header of their names. Ends with a new line.
 *
 * @param records at least one, all with the same names in the same order
 */
export function csvText(records: readonly Readonly<Record<string, Cell>>[]): string {
  const lines = [Object.keys(records[0]!), ...records.map((record) => Object.values(record))]
  return `${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
