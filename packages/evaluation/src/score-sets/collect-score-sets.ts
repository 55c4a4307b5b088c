import { concatenate } from '@maskmirror/core'
import type { SettingId } from '#settings.ts'
import type { ScoreReading } from '../score-files/read-scores.ts'
import type { ScoreChunk } from '../score-files/score-chunk.ts'
import type { ScoreSet, SideNames } from './score-set.ts'

/** Chunks of one file, and the reading that they came from. */
export interface ReadChunks {
  readonly chunks: readonly ScoreChunk[]
  /** At its end, so that all names are known. */
  readonly reading: ScoreReading
}

/**
 * The sets that files of one system hold: one for each setting of a setting column, else one.
 *
 * @param files that belong together, such as a list of genuine and one of impostor scores; names are kept of a single file only, as
 *   each file numbers its own
 * @param options.distance whether lower is more alike; scores are then negated
 * @param options.settingOf the id for a name in a setting column; null for a file without one
 */
export function collectScoreSets(
  files: readonly ReadChunks[],
  { distance, settingOf }: { distance: boolean; settingOf: (name: string | null) => SettingId },
): ScoreSet[] {
  if (files.length === 1) return setsOf(files[0]!.chunks, files[0]!.reading, distance, settingOf)
  return [
    withoutNames(
      files.flatMap(({ chunks }) => chunks),
      distance,
      settingOf(null),
    ),
  ]
}

function setsOf(
  chunks: readonly ScoreChunk[],
  reading: ScoreReading,
  distance: boolean,
  settingOf: (name: string | null) => SettingId,
): ScoreSet[] {
  const settings = reading.settings()
  const people = reading.people()
  const pictures = reading.pictures()
  const whole: Omit<ScoreSet, 'setting'> = {
    scores: scoresOf(chunks, distance),
    genuine: joinBytes(chunks),
    people: reading.hasPeople ? sides(chunks, (chunk) => [chunk.referencePerson, chunk.probePerson], people) : null,
    pictures: sides(chunks, (chunk) => [chunk.reference, chunk.probe], pictures),
    folds: null,
  }
  if (settings.length === 0) return [{ setting: settingOf(null), ...whole }]
  const column = joinNumbers(chunks, (chunk) => chunk.setting)!
  return settings.map((name, number) => {
    const rows = Uint32Array.from({ length: column.filter((setting) => setting === number).length })
    let next = 0
    for (let row = 0; row < column.length; row++) if (column[row] === number) rows[next++] = row
    const pick = ({ reference, probe, names }: SideNames): SideNames => ({
      reference: reference === null ? null : Int32Array.from(rows, (row) => reference[row]!),
      probe: probe === null ? null : Int32Array.from(rows, (row) => probe[row]!),
      names,
    })
    return {
      setting: settingOf(name),
      scores: Float64Array.from(rows, (row) => whole.scores[row]!),
      genuine: Uint8Array.from(rows, (row) => whole.genuine[row]!),
      people: whole.people === null ? null : pick(whole.people),
      pictures: pick(whole.pictures),
      folds: null,
    }
  })
}

/** Two lists number their names on their own; lists have none as a rule. */
function withoutNames(chunks: readonly ScoreChunk[], distance: boolean, setting: SettingId): ScoreSet {
  return {
    setting,
    scores: scoresOf(chunks, distance),
    genuine: joinBytes(chunks),
    people: null,
    pictures: { reference: null, probe: null, names: [] },
    folds: null,
  }
}

function scoresOf(chunks: readonly ScoreChunk[], distance: boolean): Float64Array {
  const scores = concatenate(
    Float64Array,
    chunks.map((chunk) => chunk.scores),
  )
  return distance ? scores.map((score) => 0 - score) : scores
}

function joinBytes(chunks: readonly ScoreChunk[]): Uint8Array {
  return concatenate(
    Uint8Array,
    chunks.map(({ genuine }) => genuine),
  )
}

function sides(
  chunks: readonly ScoreChunk[],
  pick: (chunk: ScoreChunk) => readonly [Int32Array | null, Int32Array | null],
  names: readonly string[],
): SideNames {
  return {
    reference: joinNumbers(chunks, (chunk) => pick(chunk)[0]),
    probe: joinNumbers(chunks, (chunk) => pick(chunk)[1]),
    names,
  }
}

function joinNumbers(chunks: readonly ScoreChunk[], pick: (chunk: ScoreChunk) => Int32Array | null): Int32Array | null {
  const columns = chunks.map(pick).filter((column) => column !== null)
  return columns.length < chunks.length ? null : concatenate(Int32Array, columns)
}
