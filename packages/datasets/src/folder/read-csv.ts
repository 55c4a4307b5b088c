import { DatasetError, type DatasetErrorCode } from '#error.ts'

/** One row of a CSV file, its columns by name. */
export interface CsvRow {
  /** Counted from 1; the header is line 1. */
  readonly line: number
  readonly cell: (column: string) => string
  /** Cells of the columns that were not asked for, those with a name and a value. */
  readonly others: Readonly<Record<string, string>>
}

/**
 * Reads CSV with a header (RFC 4180: commas, double quotes around cells that hold a comma or a quote, a quote inside
 * doubled). Empty lines are skipped; a cell cannot hold a line break. Cells are trimmed; other columns may have any name once.
 *
 * @param file the file's name, for messages
 * @param code of the error
 * @param columns that must be in the header, in any order
 * @throws DatasetError with the given code, naming file and line
 */
export function readCsvTable(
  text: string,
  file: string,
  code: DatasetErrorCode,
  columns: readonly string[],
): { header: readonly string[]; rows: CsvRow[] } {
  const fail = (line: number, message: string) =>
    new DatasetError({ code, message: `${file}, line ${line}: ${message}`, details: { file, line } })
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const header = splitCells(lines[0] ?? '')
  if (header === null) throw fail(1, 'expected closed quotes')
  for (const column of columns) {
    const count = header.filter((name) => name === column).length
    if (count !== 1) {
      throw fail(1, `expected a header with ${columns.join(',')} but received ${JSON.stringify(lines[0] ?? '')}`)
    }
  }
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) < i)
  if (twice !== undefined) throw fail(1, `expected each column once but received ${JSON.stringify(twice)} twice`)
  const rows: CsvRow[] = []
  for (const [index, content] of lines.entries()) {
    if (index === 0 || content.trim() === '') continue
    const line = index + 1
    const cells = splitCells(content)
    if (cells === null) throw fail(line, 'expected closed quotes')
    if (cells.length !== header.length) {
      throw fail(line, `expected ${header.length} cells but received ${cells.length}`)
    }
    const others = Object.fromEntries(
      header.flatMap((name, i) =>
        columns.includes(name) || name === '' || cells[i] === '' ? [] : [[name, cells[i]!]],
      ),
    )
    rows.push({ line, cell: (column) => cells[header.indexOf(column)]!, others })
  }
  return { header, rows }
}

/** The rows of {@link readCsvTable} alone. */
export function readCsv(...table: Parameters<typeof readCsvTable>): CsvRow[] {
  return readCsvTable(...table).rows
}

/** Null when a quote is not closed or stands inside an unquoted cell. */
function splitCells(line: string): string[] | null {
  const cells: string[] = []
  let rest = line
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(,|$)/.exec(rest)
    const plain = quoted ?? /^([^",]*)(,|$)/.exec(rest)
    if (plain === null) return null
    cells.push(quoted === null ? plain[1]!.trim() : plain[1]!.replaceAll('""', '"'))
    if (plain[2] === '') return cells
    rest = rest.slice(plain[0].length)
  }
}
