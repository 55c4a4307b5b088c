import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import {
  type ColumnNames,
  parquetScores,
  type ScoreChunk,
  type ScoreFormat,
  scoreText,
  type WrittenNames,
  writeNpy,
} from '@maskmirror/evaluation/score-files'
import { chunkWhere } from './chunk-where.ts'
import { ScoreCommandError } from './error.ts'
import { openScoreFile } from './open-score-file.ts'
import type { ReadContext } from './read-bytes.ts'

export interface ConvertOptions {
  /** Of the file that is read. Default: by content. */
  readonly format?: ScoreFormat
  readonly columns?: ColumnNames
  /** Of the file that is written. Default: by its ending, `.csv`, `.parquet` or `.npy`. */
  readonly to?: ScoreFormat
  /** Write the comparisons of one class; a list and an array can hold no more. */
  readonly only?: 'genuine' | 'impostor'
}

const formatOfEnding: Readonly<Record<string, ScoreFormat>> = { '.csv': 'csv', '.parquet': 'parquet', '.npy': 'npy' }

/**
 * Writes the comparisons of a score file in another format. All are held in memory, some 25 bytes each; scores come out as the same doubles.
 *
 * @returns how many were written
 * @throws EvaluationError `score-file-malformed`, `score-file-unwritable`; ScoreCommandError
 */
export async function convertScoreFile(
  from: string,
  out: string,
  { format, columns, to, only }: ConvertOptions,
  context: ReadContext,
): Promise<number> {
  const target = to ?? formatOfEnding[extname(out).toLowerCase()]
  if (target === undefined) {
    throw bad(`Expected a file that ends in ${Object.keys(formatOfEnding).join(', ')}, or --to, but received "${out}"`)
  }
  if ((target === 'list' || target === 'npy') && only === undefined) {
    throw bad(`Expected --only genuine or --only impostor for ${target}, which does not say which is which`)
  }
  const reading = await openScoreFile(
    from,
    {
      kept: 'all',
      ...(format === undefined ? {} : { format }),
      ...(columns === undefined ? {} : { columns }),
    },
    context,
  )
  const chunks: ScoreChunk[] = []
  for await (const chunk of reading.chunks)
    chunks.push(
      only === undefined ? chunk : chunkWhere(chunk, (row) => chunk.genuine[row] === Number(only === 'genuine')),
    )
  const names = { people: reading.people(), pictures: reading.pictures(), settings: reading.settings() }
  const count = chunks.reduce((sum, { scores }) => sum + scores.length, 0)
  if (count === 0) throw bad(`Expected ${only} comparisons in ${from} but there are none`)
  await writeFile(out, contentOf(target, chunks, names)).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ScoreCommandError({
      code: 'folder-unwritable',
      message: `Expected a file that can be written but received "${out}": ${reason}`,
      cause,
    })
  })
  return count
}

/** Text comes piece by piece, so that no string becomes too long. */
function contentOf(
  target: ScoreFormat,
  chunks: readonly ScoreChunk[],
  names: WrittenNames,
): Uint8Array | Iterable<string> {
  if (target === 'parquet') return parquetScores(chunks, names)
  if (target === 'npy') {
    const values = Float64Array.from(chunks.flatMap(({ scores }) => [...scores]))
    return writeNpy({ shape: [values.length], values })
  }
  return (function* () {
    for (const [i, chunk] of chunks.entries()) yield scoreText(chunk, names, target, { header: i === 0 })
  })()
}

function bad(message: string): ScoreCommandError {
  return new ScoreCommandError({ code: 'bad-option', message })
}
