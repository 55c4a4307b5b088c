import type { SettingId } from '@maskmirror/evaluation'
import type { ColumnNames, ScoreChunk, ScoreFormat, ScoreReading } from '@maskmirror/evaluation/score-files'
import { collectScoreSets, type ScoreSet } from '@maskmirror/evaluation/score-sets'
import { openScoreFile } from './open-score-file.ts'
import { bareScores, isLfwList, scoresOnLfwList } from './paired-scores.ts'
import type { ReadContext } from './read-bytes.ts'
import { type ScoreInput, settingIdOf } from './score-input.ts'
import { createScoreScratch, type ScoreScratch } from './score-scratch.ts'

/** Comparisons of one system that are held in memory; more are written to a temporary file and counted (our choice). */
export const heldComparisons = 1_000_000

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
  /** The same outside of memory, without people and pictures; to be closed. */
  readonly large: readonly { readonly setting: SettingId; readonly scratch: ScoreScratch }[]
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
      if (spill !== null) reading.forgetNames()
      const chunks: ScoreChunk[] = []
      files.push({ chunks, reading })
      for await (const chunk of reading.chunks) {
        comparisons += chunk.scores.length
        if (spill === null && comparisons > held) {
          spill = createSpill(distance)
          reading.forgetNames()
          for (const file of files) for (const one of file.chunks.splice(0)) await spill.take(one)
        }
        if (spill === null) chunks.push(chunk)
        else await spill.take(chunk)
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
        : spill.scratches().map(({ number, scratch }) => ({
            setting: settingOf(number === null ? null : names[number]!),
            scratch,
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
  scratches(): { number: number | null; scratch: ScoreScratch }[]
  close(): Promise<void>
}

function createSpill(distance: boolean): Spill {
  const byNumber = new Map<number | null, ScoreScratch>()
  const scratchOf = async (number: number | null) => {
    const known = byNumber.get(number) ?? (await createScoreScratch())
    byNumber.set(number, known)
    return known
  }
  return {
    take: async ({ scores, genuine, setting }) => {
      const signed = distance ? scores.map((score) => 0 - score) : scores
      if (setting === null) return (await scratchOf(null)).append({ scores: signed, genuine })
      for (const number of new Set(setting)) {
        const isOfSetting = (_: number, row: number) => setting[row] === number
        const shown = { scores: signed.filter(isOfSetting), genuine: genuine.filter(isOfSetting) }
        await (await scratchOf(number)).append(shown)
      }
    },
    scratches: () => [...byNumber].map(([number, scratch]) => ({ number, scratch })),
    close: async () => {
      for (const scratch of byNumber.values()) await scratch.close()
    },
  }
}
