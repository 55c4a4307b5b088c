import { open } from 'node:fs/promises'
import type {
  ColumnNames,
  KeptNames,
  RandomAccessFile,
  ScoreFormat,
  ScoreReading,
} from '@maskmirror/evaluation/score-files'
import {
  fileKind,
  openBytes,
  readNpyScores,
  readParquetScores,
  readTextScores,
  scoreFileError,
} from '@maskmirror/evaluation/score-files'
import { ScoreCommandError } from './error.ts'
import { cancelled, type ReadContext, readBytes } from './read-bytes.ts'

export interface ScoreFileOptions {
  /** Default: by content. */
  readonly format?: ScoreFormat
  readonly columns?: ColumnNames
  /** Class of all comparisons. Default: the file says it. */
  readonly genuine?: boolean
  /** Scores of a list of pairs. Default: the file has them. */
  readonly scores?: Float64Array
  readonly kept: KeptNames
}

/**
 * Opens a file of scores; `-` is standard input.
 *
 * @throws ScoreCommandError `file-unreadable`, `bad-option` for a format that the file cannot have, `cancelled`; EvaluationError
 *   `score-file-malformed`
 */
export async function openScoreFile(
  path: string,
  { format, columns, genuine, scores, kept }: ScoreFileOptions,
  context: ReadContext,
): Promise<ScoreReading> {
  const file = path === '-' ? 'standard input' : path
  const opened = await openBytes(readBytes(path, context))
  const kind = fileKind(opened.head, file)
  const asText = format !== undefined && format !== 'npy' && format !== 'parquet'
  if (format !== undefined && (kind === 'text') !== asText) {
    throw new ScoreCommandError({
      code: 'bad-option',
      message: `Expected --format for ${kind} but received ${format} for ${file}`,
      details: { file, format },
    })
  }
  if (kind === 'text') {
    return readTextScores({
      file,
      opened,
      kept,
      ...(format === undefined ? {} : { format }),
      ...(columns === undefined ? {} : { columns }),
      ...(genuine === undefined ? {} : { genuine }),
      ...(scores === undefined ? {} : { scores }),
    })
  }
  if (kind === 'npy') {
    if (genuine === undefined) {
      throw scoreFileError(
        file,
        null,
        'genuine and impostor scores to be told apart: give --genuine and --impostor, or --pairs',
        'an array of scores',
      )
    }
    return readNpyScores({ file, opened, genuine })
  }
  if (path === '-') throw scoreFileError(file, null, 'text or .npy', 'Parquet', 'give Parquet as a file')
  return readParquetScores({
    file,
    source: await randomAccess(path, context),
    kept,
    ...(columns === undefined ? {} : { columns }),
    ...(genuine === undefined ? {} : { genuine }),
  })
}

/** Opens the file anew for each part, so that there is nothing to close at the end. */
async function randomAccess(path: string, { signal, onBytes }: ReadContext): Promise<RandomAccessFile> {
  const handle = await open(path)
  const { size } = await handle.stat().finally(() => handle.close())
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      if (signal.aborted) throw cancelled()
      const from = start < 0 ? size + start : start
      const part = new ArrayBuffer(Math.max(0, end - from))
      const again = await open(path)
      try {
        await again.read(new Uint8Array(part), 0, part.byteLength, from)
      } finally {
        await again.close()
      }
      onBytes(part.byteLength)
      return part
    },
  }
}
