import { parquetScan } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { chunkSize, createChunkBuilder, takeChunk } from './chunk-builder.ts'
import { headerRoles } from './header-roles.ts'
import type { ReadTextScoresOptions, ScoreReading } from './read-scores.ts'
import type { ColumnRole } from './row-layout.ts'
import { columnRoles } from './row-layout.ts'
import { scoreFileError } from './score-file-error.ts'

/** A file whose parts can be read in any order. */
export interface RandomAccessFile {
  readonly byteLength: number
  slice(start: number, end?: number): Promise<ArrayBuffer>
}

/**
 * Reads scores from Parquet with the columns of `csv` or `bob-csv`, one row group after the other. Ids may be text or whole numbers.
 *
 * @throws EvaluationError `score-file-malformed` naming the row from 0, for missing columns and for files that are not Parquet
 */
export async function readParquetScores({
  file,
  source,
  columns = {},
  genuine = null,
  kept = 'none',
}: Pick<ReadTextScoresOptions, 'file' | 'columns' | 'kept'> & {
  source: RandomAccessFile
  genuine?: boolean | null
}): Promise<ScoreReading> {
  const scan = await parquetScan({ file: source, compressors }).catch((cause: unknown) => {
    throw scoreFileError(file, null, 'a readable Parquet file', cause instanceof Error ? cause.message : String(cause))
  })
  const names = scan.metadata.schema.slice(1).map(({ name }) => name)
  const roles = headerRoles({
    file,
    names,
    columns,
    bob: names.includes('bio_ref_subject_id'),
    scoreGiven: false,
    classGiven: genuine !== null,
  })
  const hasPeople = roles.referencePerson !== undefined && roles.probePerson !== undefined
  const offered = {
    people: hasPeople,
    reference: roles.reference !== undefined,
    probe: roles.probe !== undefined,
    setting: roles.setting !== undefined,
  }
  let builder = createChunkBuilder(offered, kept)
  const [people, pictures, settings] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  let attacks = 0

  return {
    format: 'parquet',
    hasPeople,
    chunks: (async function* () {
      let some = false
      for (const { rowStart, rowEnd } of scan.ranges) {
        const values: Partial<Record<ColumnRole, ArrayLike<unknown>>> = {}
        for (const role of columnRoles) {
          const column = roles[role]
          if (column !== undefined) values[role] = await scan.readColumn({ column: names[column]!, rowStart, rowEnd })
        }
        for (let i = 0; i < rowEnd - rowStart; i++) {
          const row = rowStart + i
          if (!isMissing(values.attack?.[i])) {
            attacks++
            continue
          }
          const text = (role: ColumnRole) => {
            const value = values[role]?.[i]
            if (isMissing(value)) throw scoreFileError(file, null, `${role} of row ${row} not to be empty`, '')
            return String(value)
          }
          const score = values.score![i]
          if (typeof score !== 'number' || !Number.isFinite(score)) {
            throw scoreFileError(file, null, `score of row ${row} to be a finite number`, String(score))
          }
          const sides = hasPeople ? { reference: text('referencePerson'), probe: text('probePerson') } : null
          const bySide = sides === null ? genuine : sides.reference === sides.probe
          const byLabel = values.label === undefined ? bySide : classOfLabel(values.label[i])
          if (byLabel === null || (bySide !== null && byLabel !== bySide)) {
            throw scoreFileError(
              file,
              null,
              `label of row ${row} to be 1 for one person, 0 for two`,
              String(values.label?.[i]),
            )
          }
          const { count } = builder
          builder.scores[count] = score
          builder.genuine[count] = Number(byLabel)
          if (builder.referencePerson !== null) {
            builder.referencePerson[count] = numberOf(people, sides!.reference)
            builder.probePerson![count] = numberOf(people, sides!.probe)
          }
          if (builder.reference !== null) builder.reference[count] = numberOf(pictures, text('reference'))
          if (builder.probe !== null) builder.probe[count] = numberOf(pictures, text('probe'))
          if (builder.setting !== null) builder.setting[count] = numberOf(settings, text('setting'))
          builder.count++
          some = true
          if (builder.count === chunkSize) yield takeChunk(builder)
        }
      }
      if (builder.count > 0) yield takeChunk(builder)
      else if (!some) throw scoreFileError(file, null, 'at least one comparison', 'none')
    })(),
    forgetNames: (less) => {
      if (less === 'none') people.clear()
      pictures.clear()
      builder = createChunkBuilder(offered, less) // nothing is begun while a chunk is looked at
    },
    nameCounts: () => ({ people: people.size, pictures: pictures.size }),
    attacks: () => attacks,
    people: () => [...people.keys()],
    pictures: () => [...pictures.keys()],
    settings: () => [...settings.keys()],
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function classOfLabel(value: unknown): boolean | null {
  if (value === true || value === 1 || value === 1n || value === '1' || value === 'genuine') return true
  return value === false || value === 0 || value === 0n || value === '0' || value === 'impostor' ? false : null
}

function numberOf(names: Map<string, number>, name: string): number {
  const known = names.get(name)
  if (known !== undefined) return known
  names.set(name, names.size)
  return names.size - 1
}
