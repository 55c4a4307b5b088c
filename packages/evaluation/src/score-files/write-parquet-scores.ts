import { parquetWriteBuffer } from 'hyparquet-writer'
import type { ScoreChunk } from './score-chunk.ts'
import type { WrittenNames } from './write-scores.ts'

/** Comparisons as a Parquet file with the columns of `csv`, compressed with Snappy, in groups of 100,000 rows. */
export function parquetScores(chunks: readonly ScoreChunk[], names: WrittenNames): Uint8Array {
  const all = <Value>(pick: (chunk: ScoreChunk) => Iterable<Value>) => chunks.flatMap((chunk) => [...pick(chunk)])
  const named = (name: string, pick: (chunk: ScoreChunk) => Int32Array | null, texts: readonly string[]) =>
    chunks.every((chunk) => pick(chunk) !== null)
      ? [
          {
            name,
            data: all((chunk) => [...pick(chunk)!].map((i) => texts[i]!)),
            type: 'STRING' as const,
            nullable: false,
          },
        ]
      : []
  return new Uint8Array(
    parquetWriteBuffer({
      rowGroupSize: 100_000,
      columnData: [
        ...named('reference', (chunk) => chunk.reference, names.pictures),
        ...named('probe', (chunk) => chunk.probe, names.pictures),
        ...named('referencePerson', (chunk) => chunk.referencePerson, names.people),
        ...named('probePerson', (chunk) => chunk.probePerson, names.people),
        ...named('setting', (chunk) => chunk.setting, names.settings),
        { name: 'label', data: all((chunk) => chunk.genuine), type: 'INT32', nullable: false },
        { name: 'score', data: all((chunk) => chunk.scores), type: 'DOUBLE', nullable: false },
      ],
    }),
  )
}
