import { EvaluationError } from '#evaluation-error.ts'
import type { ScoreChunk } from './score-chunk.ts'
import type { ScoreFormat } from './score-format.ts'

/** Formats of text that can be written; the others are bytes. */
export type TextScoreFormat = Exclude<ScoreFormat, 'npy' | 'parquet'>

/** Names by number, as in {@link ScoreChunk}. */
export interface WrittenNames {
  readonly people: readonly string[]
  readonly pictures: readonly string[]
  readonly settings: readonly string[]
}

/**
 * Comparisons as text in one of the formats that are read here, piece by piece. Scores have as many digits as tell a double apart.
 *
 * A model or probe without name is named by its person, as a list of people needs something there. `list` writes the scores alone:
 * give it one class.
 *
 * @param options.header whether to begin with the header; default true (formats without one have none)
 * @throws EvaluationError `score-file-unwritable` when the format needs people that the comparisons lack, or a name holds its separator
 */
export function scoreText(
  chunk: ScoreChunk,
  names: WrittenNames,
  format: TextScoreFormat,
  { header = true }: { header?: boolean } = {},
): string {
  const person = (column: Int32Array | null, i: number) => {
    if (column === null) throw unwritable(format, 'the people of each comparison', 'comparisons without people')
    return names.people[column[i]!]!
  }
  const picture = (column: Int32Array | null, people: Int32Array | null, i: number) =>
    column === null ? person(people, i) : names.pictures[column[i]!]!
  const { scores, genuine, referencePerson, probePerson, reference, probe, setting } = chunk
  const label = (i: number) => String(genuine[i]!)
  const blank = (i: number, ...cells: string[]) =>
    [...cells.map((cell) => blankCell(cell, format)), text(scores[i]!)].join(' ')
  const hasPeople = referencePerson !== null && probePerson !== null
  const columns: readonly (readonly [name: string, cell: (i: number) => string])[] = [
    ...(reference === null ? [] : [['reference', (i: number) => names.pictures[reference[i]!]!] as const]),
    ...(probe === null ? [] : [['probe', (i: number) => names.pictures[probe[i]!]!] as const]),
    ...(hasPeople
      ? ([
          ['referencePerson', (i: number) => names.people[referencePerson[i]!]!],
          ['probePerson', (i: number) => names.people[probePerson[i]!]!],
        ] as const)
      : ([['label', label]] as const)),
    ...(setting === null ? [] : [['setting', (i: number) => names.settings[setting[i]!]!] as const]),
    ['score', (i) => text(scores[i]!)],
  ]
  const rows: Readonly<Record<TextScoreFormat, { readonly head: string | null; readonly row: (i: number) => string }>> =
    {
      list: { head: null, row: (i) => text(scores[i]!) },
      'bob-4': {
        head: null,
        row: (i) => blank(i, person(referencePerson, i), person(probePerson, i), picture(probe, probePerson, i)),
      },
      'bob-5': {
        head: null,
        row: (i) =>
          blank(
            i,
            person(referencePerson, i),
            picture(reference, referencePerson, i),
            person(probePerson, i),
            picture(probe, probePerson, i),
          ),
      },
      'bob-csv': {
        head: 'probe_key,probe_subject_id,bio_ref_subject_id,bio_ref_template_id,score',
        row: (i) =>
          [
            picture(probe, probePerson, i),
            person(probePerson, i),
            person(referencePerson, i),
            picture(reference, referencePerson, i),
            text(scores[i]!),
          ]
            .map(csvCell)
            .join(','),
      },
      csv: {
        head: columns.map(([name]) => name).join(','),
        row: (i) => columns.map(([, cell]) => csvCell(cell(i))).join(','),
      },
      pairs: {
        head: null,
        row: (i) => blank(i, picture(reference, referencePerson, i), picture(probe, probePerson, i), label(i)),
      },
    }
  const { head, row } = rows[format]
  const lines = Array.from(scores, (_, i) => row(i))
  return `${[...(header && head !== null ? [head] : []), ...lines].join('\n')}\n`
}

/** `-0` as `-0`, so that a score comes back as the same double. */
function text(score: number): string {
  return Object.is(score, -0) ? '-0' : String(score)
}

function blankCell(cell: string, format: ScoreFormat): string {
  if (cell !== '' && !/[\s"]/.test(cell)) return cell
  throw unwritable(format, 'names without blanks and quotes', JSON.stringify(cell))
}

function csvCell(cell: string): string {
  if (/[\r\n]/.test(cell)) throw unwritable('csv', 'names without line breaks', JSON.stringify(cell))
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function unwritable(format: ScoreFormat, rule: string, value: string): EvaluationError {
  return new EvaluationError({
    code: 'score-file-unwritable',
    message: `Expected ${rule} for the format ${format} but received ${value}`,
    details: { format },
  })
}
