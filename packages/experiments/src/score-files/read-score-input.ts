import type { SettingId } from '@maskmirror/evaluation'
import type { ColumnNames, ScoreChunk, ScoreFormat, ScoreReading } from '@maskmirror/evaluation/score-files'
import { collectScoreSets, createListChecker, type ListChecker, type ScoreSet } from '@maskmirror/evaluation/score-sets'
import { chunkWhere } from './chunk-where.ts'
import { openScoreFile } from './open-score-file.ts'
import { bareScores, isLfwList, scoresOnLfwList } from './paired-scores.ts'
import type { ReadContext } from './read-bytes.ts'
import { type ScoreInput, settingIdOf } from './score-input.ts'
import { createScoreScratch, type ScoreScratch } from './score-scratch.ts'

/** Comparisons of one system that are held in memory; more are written to a temporary file and counted (our choice). */
export const heldComparisons = 1_000_000

/** Different names of people, and of pictures, that are kept of more comparisons than are held (our choice). */
const keptNames = 1_000_000

export interface ReadInputOptions {
  /** Default: by content. */
  readonly format?: ScoreFormat
  readonly columns?: ColumnNames
  /** Whether lower is more alike: scores are negated. */
  readonly distance: boolean
  /** Whether this is the only input, so that the settings of a setting column need no further name. */
  readonly alone: boolean
  /** Default one million. */
  readonly held?: number
}

/** What was read, for the record. */
export interface FileFacts {
  readonly name: string
  readonly paths: readonly string[]
  readonly formats: readonly string[]
  readonly comparisons: number
  /** Presentation attacks that were left out. */
  readonly attacks: number
}

export interface ReadInput {
  readonly facts: FileFacts
  /** In memory; empty when there are too many comparisons for it. */
  readonly sets: readonly ScoreSet[]
  /** The same outside of memory, without pictures. */
  readonly large: readonly LargeSet[]
}

/** Comparisons outside of memory, to be closed, and what checks saw of them as they went by. */
export interface LargeSet {
  readonly setting: SettingId
  readonly scratch: ScoreScratch
  readonly checker: ListChecker
  /** The names behind the numbers of people. */
  readonly people: readonly string[]
}

/**
 * Reads the files of one system once, to their end.
 *
 * @throws EvaluationError `score-file-malformed`; ScoreCommandError as `openScoreFile`
 */
export async function readScoreInput(
  input: ScoreInput,
  { format, columns, distance, alone, held = heldComparisons }: ReadInputOptions,
  context: ReadContext,
): Promise<ReadInput> {
  const settingOf = (name: string | null): SettingId =>
    settingIdOf(name === null ? input.name : alone ? name : `${input.name} ${name}`)
  const files: { chunks: ScoreChunk[]; reading: ScoreReading }[] = []
  let spill: Spill | null = null
  let comparisons = 0
  try {
    let scores: Float64Array | null = null
    if (input.pairs !== null) {
      scores = await bareScores(input.files[0]!.path, context)
      if (await isLfwList(input.pairs, context))
        return await onLfwList(input, scores, { distance, setting: settingOf(null) })
    }
    const sources: ScoreInput['files'] = input.pairs === null ? input.files : [{ path: input.pairs }]
    for (const { path, genuine } of sources) {
      const reading = await openScoreFile(
        path,
        {
          kept: 'all',
          ...(scores === null ? {} : { scores }),
          ...(format === undefined ? {} : { format }),
          ...(columns === undefined ? {} : { columns }),
          ...(genuine === undefined ? {} : { genuine }),
        },
        context,
      )
      // two lists number their names on their own
      if (spill !== null || sources.length > 1) reading.forgetNames('none')
      const chunks: ScoreChunk[] = []
      files.push({ chunks, reading })
      for await (const chunk of reading.chunks) {
        comparisons += chunk.scores.length
        if (spill === null && comparisons > held) {
          spill = createSpill(distance)
          for (const file of files) for (const one of file.chunks.splice(0)) await spill.take(one)
        }
        if (spill === null) chunks.push(chunk)
        else {
          await spill.take(chunk)
          const { people, pictures } = reading.nameCounts()
          if (people > keptNames) reading.forgetNames('none')
          else if (pictures > keptNames) reading.forgetNames('people')
        }
      }
    }
  } catch (error) {
    await spill?.close()
    throw error
  }
  const names = files.flatMap(({ reading }) => reading.settings())
  return {
    facts: {
      name: input.name,
      paths: pathsOf(input),
      formats: files.map(({ reading }) => reading.format),
      comparisons,
      attacks: files.reduce((sum, { reading }) => sum + reading.attacks(), 0),
    },
    sets: spill === null ? collectScoreSets(files, { distance, settingOf }) : [],
    large:
      spill === null
        ? []
        : spill.spilt().map(({ number, scratch, checker }) => ({
            setting: settingOf(number === null ? null : names[number]!),
            scratch,
            checker,
            people: files[0]!.reading.people(),
          })),
  }
}

async function onLfwList(
  input: ScoreInput,
  scores: Float64Array,
  { distance, setting }: { distance: boolean; setting: SettingId },
): Promise<ReadInput> {
  const set = await scoresOnLfwList(scores, { setting, list: input.pairs!, distance })
  const facts = { name: input.name, paths: pathsOf(input), formats: ['lfw'], comparisons: scores.length, attacks: 0 }
  return { facts, sets: [set], large: [] }
}

function pathsOf({ files, pairs }: ScoreInput): string[] {
  return [...files.map(({ path }) => path), ...(pairs === null ? [] : [pairs])]
}

/** Writes chunks away, each setting to a temporary file of its own. */
interface Spill {
  take(chunk: ScoreChunk): Promise<void>
  spilt(): readonly Spilt[]
  close(): Promise<void>
}

interface Spilt {
  /** Of the setting; null for a file without a column of settings. */
  readonly number: number | null
  readonly scratch: ScoreScratch
  readonly checker: ListChecker
}

function createSpill(distance: boolean): Spill {
  const byNumber = new Map<number | null, Spilt>()
  const add = async (number: number | null, chunk: ScoreChunk) => {
    const known = byNumber.get(number) ?? { number, scratch: await createScoreScratch(), checker: createListChecker() }
    byNumber.set(number, known)
    const { scores, genuine, referencePerson, probePerson } = chunk
    const people =
      referencePerson === null || probePerson === null ? null : { reference: referencePerson, probe: probePerson }
    known.checker.add(chunk)
    await known.scratch.append({ scores, genuine, people })
  }
  return {
    take: async (chunk) => {
      const signed = distance ? { ...chunk, scores: chunk.scores.map((score) => 0 - score) } : chunk
      const { setting } = chunk
      if (setting === null) return add(null, signed)
      for (const number of new Set(setting))
        await add(
          number,
          chunkWhere(signed, (row) => setting[row] === number),
        )
    },
    spilt: () => [...byNumber.values()],
    close: async () => {
      for (const { scratch } of byNumber.values()) await scratch.close()
    },
  }
}
