import { readFile } from 'node:fs/promises'
import { concatenate } from '@maskmirror/core'
import { lfwStem, readLfwPairs } from '@maskmirror/datasets'
import type { SettingId } from '@maskmirror/evaluation'
import { openBytes, scoreFileError } from '@maskmirror/evaluation/score-files'
import type { ScoreSet } from '@maskmirror/evaluation/score-sets'
import { openScoreFile } from './open-score-file.ts'
import { type ReadContext, readBytes } from './read-bytes.ts'

/**
 * All scores of a file that holds nothing else, in their order: one a line, or a NumPy array.
 *
 * @throws as `openScoreFile`
 */
export async function bareScores(path: string, context: ReadContext): Promise<Float64Array> {
  // the class comes from the pairs
  const reading = await openScoreFile(path, { kept: 'none', genuine: true }, context)
  const chunks: Float64Array[] = []
  for await (const { scores } of reading.chunks) chunks.push(scores)
  return concatenate(Float64Array, chunks)
}

/** Whether a list of pairs is written as LFW and MFR2 write theirs: `10 300` or `300` first, or `name i j` at once. */
export async function isLfwList(path: string, context: ReadContext): Promise<boolean> {
  const { head } = await openBytes(readBytes(path, context))
  const [first = ''] = new TextDecoder().decode(head).split(/\r?\n/, 1)
  const cells = first.trim().split(/\s+/)
  const isNumber = (cell: string | undefined) => /^\d+$/.test(cell ?? '')
  return cells.length <= 2 ? cells.every(isNumber) : !isNumber(cells[0]) && isNumber(cells[1]) && isNumber(cells.at(-1))
}

/**
 * Scores put to the pairs of an LFW or MFR2 list, in its order, with its people, pictures and folds.
 *
 * @throws DatasetError `bad-pairs`; EvaluationError `score-file-malformed` unless there are as many scores as pairs
 */
export async function scoresOnLfwList(
  scores: Float64Array,
  { setting, list, distance }: { setting: SettingId; list: string; distance: boolean },
): Promise<ScoreSet> {
  const pairs = readLfwPairs(await readFile(list, 'utf8'), list)
  if (pairs.length !== scores.length) {
    throw scoreFileError(list, null, `${scores.length} pairs, as many as scores,`, `${pairs.length} pairs`)
  }
  const people = numbered(pairs.flatMap(({ reference, probe }) => [reference.person, probe.person]))
  const pictures = numbered(pairs.flatMap(({ reference, probe }) => [lfwStem(reference), lfwStem(probe)]))
  return {
    setting,
    scores: distance ? scores.map((score) => 0 - score) : scores,
    genuine: Uint8Array.from(pairs, ({ genuine }) => Number(genuine)),
    people,
    pictures,
    folds: pairs.every(({ fold }) => fold !== null) ? Int32Array.from(pairs, ({ fold }) => fold!) : null,
  }
}

/** @param names reference and probe of each pair in turn */
function numbered(names: readonly string[]) {
  const numbers = new Map<string, number>()
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size)
  const side = (offset: number) =>
    Int32Array.from({ length: names.length / 2 }, (_, i) => numbers.get(names[2 * i + offset]!)!)
  return { reference: side(0), probe: side(1), names: [...numbers.keys()] }
}
