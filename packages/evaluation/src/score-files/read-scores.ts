import type { OpenedBytes } from './byte-source.ts'
import type { ColumnNames } from './header-roles.ts'
import { createRowParser } from './row-parser.ts'
import type { KeptNames, ScoreChunk, ScoreFileNames } from './score-chunk.ts'
import { scoreFileError } from './score-file-error.ts'
import type { ScoreFormat } from './score-format.ts'
import { textLayout } from './text-layout.ts'
import { wholeLines } from './whole-lines.ts'

/** A score file that is being read, once. */
export interface ScoreReading extends ScoreFileNames {
  readonly format: ScoreFormat
  /** Whether the file says who is on each pair. */
  readonly hasPeople: boolean
  readonly chunks: AsyncIterable<ScoreChunk>
  /** Chunks read from now on come without pictures, or without people too, so that memory does not grow with their number. */
  forgetNames(kept: 'people' | 'none'): void
  /** How many different names are held. */
  nameCounts(): { readonly people: number; readonly pictures: number }
  /** Rows of presentation attacks that were left out; known at the end. */
  attacks(): number
}

export interface ReadTextScoresOptions {
  /** The file's name, for messages. */
  readonly file: string
  readonly opened: OpenedBytes
  /** Default: by content. */
  readonly format?: ScoreFormat
  readonly columns?: ColumnNames
  /** Class of all comparisons of a list. Default: lines say it. */
  readonly genuine?: boolean
  /** Scores of a list of pairs without scores, in its order. Default: lines have scores. */
  readonly scores?: Float64Array
  /** Default `none`. */
  readonly kept?: KeptNames
}

/**
 * Reads a text file of scores as a stream: memory does not grow with its length, only with the number of kept names.
 *
 * Ids are compared byte by byte in all formats: 007 and 7 are two people. (bob's reader of CSV compares ids that look like numbers as numbers,
 * though its reader of text does not.)
 *
 * @throws EvaluationError `score-file-malformed` with file, line, rule and value, while `chunks` is read
 */
export function readTextScores(options: ReadTextScoresOptions): ScoreReading {
  const { file, opened, kept = 'none', genuine = null } = options
  const layout = textLayout({
    ...options,
    head: opened.head,
    classGiven: genuine !== null,
    scoreGiven: options.scores !== undefined,
  })
  const classSaid = layout.roles.label !== undefined || layout.roles.referencePerson !== undefined
  if (!classSaid && genuine === null) {
    throw scoreFileError(
      file,
      1,
      'genuine and impostor scores to be told apart: give two lists, one of each',
      'a list of scores',
    )
  }
  if (layout.roles.score === undefined && options.scores === undefined) {
    throw scoreFileError(file, 1, 'a score on each line', 'a list of pairs', 'give it as --pairs with a file of scores')
  }
  const parser = createRowParser({
    file,
    layout,
    kept,
    genuine: classSaid ? null : genuine,
    ...(options.scores === undefined ? {} : { scores: options.scores }),
  })
  return {
    format: layout.format,
    hasPeople: layout.roles.referencePerson !== undefined && layout.roles.probePerson !== undefined,
    chunks: (async function* () {
      let some = false
      for await (const piece of wholeLines(opened.bytes, file, parser.lineNow)) {
        for (const chunk of parser.push(piece)) {
          some = true
          yield chunk
        }
      }
      const rest = parser.finish()
      if (rest !== null) yield rest
      else if (!some) throw scoreFileError(file, null, 'at least one comparison', 'none')
    })(),
    forgetNames: parser.forgetNames,
    nameCounts: parser.nameCounts,
    attacks: parser.attacks,
    people: parser.people,
    pictures: parser.pictures,
    settings: parser.settings,
  }
}
