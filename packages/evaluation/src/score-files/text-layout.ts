import { parseDecimal } from './decimal.ts'
import type { ColumnNames } from './header-roles.ts'
import { headerRoles } from './header-roles.ts'
import type { RowLayout } from './row-layout.ts'
import { separatorName } from './row-layout.ts'
import { scoreFileError } from './score-file-error.ts'
import type { ScoreFormat } from './score-format.ts'
import { scoreFormatTexts } from './score-format.ts'
import { createSplitLine, splitPlain, splitQuoted } from './split-line.ts'
import { lineRule, longestLine } from './whole-lines.ts'

export interface TextLayoutInput {
  /** The file's name, for messages. */
  readonly file: string
  /** The beginning of the file, with its first line at least. */
  readonly head: Uint8Array
  /** Default: by content. */
  readonly format?: ScoreFormat
  /** Default: our own names. */
  readonly columns?: ColumnNames
  /** Whether the caller knows the class of all comparisons. Default: false. */
  readonly classGiven?: boolean
  /** Whether scores come from elsewhere, so that lines are pairs only. Default: false. */
  readonly scoreGiven?: boolean
}

/**
 * Finds out how a text file of scores is laid out, from its first line.
 *
 * A first line with commas or semicolons, or with a column that is named as a score, is a header. Otherwise one number is a `list`; three
 * cells with 0 or 1 at the end are `pairs`; four and five cells with a number at the end are bob's formats.
 *
 * @throws EvaluationError `score-file-malformed` when it is none of these, or lacks a column
 */
export function textLayout({
  file,
  head,
  format,
  columns = {},
  classGiven = false,
  scoreGiven = false,
}: TextLayoutInput): RowLayout {
  const { cells, separator, text } = firstLine(head, file, format)
  const names = cells.map((cell) => cell.trim())
  const found = format ?? formatOf(names, separator, columns, scoreGiven)
  if (found === null) {
    const known = Object.entries(scoreFormatTexts).map(([name, what]) => `${name} (${what})`)
    throw scoreFileError(file, 1, `the first line of one of ${known.join('; ')};`, text)
  }
  const plain = (separatorByte: number, roles: RowLayout['roles'], count: number): RowLayout => ({
    format: found,
    separator: separatorByte,
    columns: count,
    roles,
    headerLines: 0,
  })
  switch (found) {
    case 'list':
      return plain(0, { score: 0 }, 1)
    case 'bob-4':
      return plain(separator, { referencePerson: 0, probePerson: 1, probe: 2, score: 3 }, 4)
    case 'bob-5':
      return plain(separator, { referencePerson: 0, reference: 1, probePerson: 2, probe: 3, score: 4 }, 5)
    case 'pairs':
      return cells.length === 3
        ? plain(separator, { reference: 0, probe: 1, label: 2 }, 3)
        : plain(separator, { reference: 0, probe: 1, label: 2, score: 3 }, 4)
    default:
      return {
        format: found,
        separator,
        columns: cells.length,
        roles: headerRoles({ file, names, columns, bob: found === 'bob-csv', classGiven, scoreGiven }),
        headerLines: 1,
      }
  }
}

function formatOf(
  names: readonly string[],
  separator: number,
  columns: ColumnNames,
  scoreGiven: boolean,
): ScoreFormat | null {
  if (names.includes('bio_ref_subject_id')) return 'bob-csv'
  const said = [
    columns.score ?? 'score',
    ...(scoreGiven ? [columns.label ?? 'label', columns.probePerson ?? 'probePerson'] : []),
  ]
  if (said.some((name) => names.includes(name))) return 'csv'
  const last = new TextEncoder().encode(names.at(-1))
  if (!/^[+-]?nan$|^[+-]?inf/i.test(names.at(-1)!) && Number.isNaN(parseDecimal(last, 0, last.length))) return null
  if (names.length === 1) return 'list'
  if (separator !== 9 && separator !== 32) return null
  if (names.length === 3) return /^[01]$/.test(names[2]!) ? 'pairs' : null
  return names.length === 4 ? 'bob-4' : names.length === 5 ? 'bob-5' : null
}

/** The cells of the first line, and what separates them: the first of comma, semicolon, tab and space that occurs outside of quotes. */
function firstLine(head: Uint8Array, file: string, format: ScoreFormat | undefined) {
  const lineFeed = head.indexOf(10)
  const lineEnd = lineFeed < 0 ? head.length : lineFeed
  const end = lineEnd > 0 && head[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd
  const text = new TextDecoder().decode(head.subarray(0, Math.min(end, longestLine)))
  if (end > longestLine || (lineFeed < 0 && end === longestLine))
    throw scoreFileError(file, 1, lineRule, text.slice(0, 40))
  if (text.trim() === '') {
    throw scoreFileError(file, 1, 'scores from the first line on', text)
  }
  const unquoted = text.replaceAll(/"[^"]*"/g, '')
  const order = format?.startsWith('bob-') === true && format !== 'bob-csv' ? [9, 32] : [44, 59, 9, 32]
  const separator = order.find((byte) => unquoted.includes(String.fromCharCode(byte))) ?? 44
  const line = createSplitLine(1000)
  if (!text.includes('"')) splitPlain(line, head, 0, end, separator)
  else if (!splitQuoted(line, head, 0, end, separator)) throw scoreFileError(file, 1, 'closed quotes', text)
  if (line.count > 1000)
    throw scoreFileError(file, 1, `at most 1000 cells separated by ${separatorName(separator)}`, text)
  const decoder = new TextDecoder()
  const cells = Array.from({ length: line.count }, (_, i) =>
    decoder.decode(line.bytes.subarray(line.starts[i], line.ends[i])),
  )
  return { cells, separator, text }
}
