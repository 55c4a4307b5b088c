import { setImmediate } from 'node:timers/promises'
import { createProgressMeter } from '@maskmirror/core'
import { maskedSides, type PairProtocol } from '@maskmirror/datasets'
import {
  type CohortScores,
  type NormalisedSetting,
  normaliseArms,
  type PeopleSplit,
  plainSettings,
  type SettingId,
} from '@maskmirror/evaluation'
import type { PhotoEmbeddings } from '../photo-stage.ts'
import { peopleOfPairs } from '../scores.ts'
import { packRows, similarityRow } from '../similarity-rows.ts'
import { cosine } from '../stages/cosine.ts'
import { type StageContext, throwIfCancelled } from '../stages/run-shards.ts'
import { type CohortPeople, chooseCohorts } from './choose-cohorts.ts'

/** Rows between two looks at progress and cancellation. */
const rowsAtOnce = 32

type Watch = Pick<StageContext, 'onProgress' | 'clockMs' | 'signal'>

/** Photos of one side of the comparisons. */
interface Side {
  readonly photos: PhotoEmbeddings
  readonly mask: 'unmasked' | 'masked'
}

/**
 * Normalises the scores of each setting without treatment on the pairs of the test people, with cohorts of development people,
 * one photo each.
 *
 * Where a side is masked there are two answers: with an unmasked cohort, as an operator without masked photos would have it, and
 * with one that is masked as the side that it stands for.
 *
 * @throws ExperimentError `cancelled`
 */
export async function normaliseSettings(
  run: { protocol: PairProtocol; settings: readonly SettingId[]; split: PeopleSplit },
  stages: { bare: PhotoEmbeddings; masked: PhotoEmbeddings | null },
  watch: Watch,
): Promise<NormalisedSetting[]> {
  const people = chooseCohorts(run.protocol, run.split)
  const sideOf = (isMasked: boolean): Side =>
    isMasked && stages.masked !== null
      ? { photos: stages.masked, mask: 'masked' }
      : { photos: stages.bare, mask: 'unmasked' }
  const results: NormalisedSetting[] = []
  for (const setting of plainSettings.filter((one) => run.settings.includes(one))) {
    const [references, probes] = [sideOf(maskedSides[setting].reference), sideOf(maskedSides[setting].probe)]
    const pairs = testPairs(run, references.photos, probes.photos)
    const normalised = async (cohort: NormalisedSetting['cohort'], asProbe: Side, asReference: Side) => {
      const z = embeddingsOf(people.z, asProbe.photos)
      const t = embeddingsOf(people.t, asReference.photos)
      const compare = (name: string, side: Side, rows: readonly Float32Array[], columns: readonly Float32Array[]) =>
        cohortScores({ name, mask: side.mask, rows, columns, stage: `normalise ${setting}, ${cohort} cohort` }, watch)
      const zName = 'development people as probes'
      const cohorts = {
        z: await compare(zName, asProbe, pairs.referenceRows, z),
        t: await compare('development people as references', asReference, pairs.probeRows, t),
        zt: await compare(zName, asProbe, t, z),
      }
      results.push({ setting, cohort, outcome: normaliseArms({ ...pairs, cohorts }) })
    }
    await normalised('unmasked', sideOf(false), sideOf(false))
    if (setting !== 'umr-ump') await normalised('masked-alike', probes, references)
  }
  return results
}

/** The scored pairs of test people; their photos as rows that the pairs index. */
function testPairs(
  { protocol, split }: { protocol: PairProtocol; split: PeopleSplit },
  references: PhotoEmbeddings,
  probes: PhotoEmbeddings,
) {
  const [referenceRows, probeRows] = [numberedRows(), numberedRows()]
  const everybody = peopleOfPairs(protocol)
  const scores: number[] = []
  const kept = protocol.pairs.flatMap((pair, index) => {
    if (split.halfOfPair[index] !== 'test') return []
    const [reference, probe] = [embeddingOf(references, pair.reference), embeddingOf(probes, pair.probe)]
    if (reference === null || probe === null) return []
    scores.push(cosine(reference, probe))
    return [
      {
        reference: referenceRows.numberOf(reference),
        probe: probeRows.numberOf(probe),
        genuine: pair.genuine,
        people: everybody[index]!,
      },
    ]
  })
  return {
    pairs: { scores, reference: kept.map(({ reference }) => reference), probe: kept.map(({ probe }) => probe) },
    genuine: kept.map(({ genuine }) => genuine),
    people: kept.map(({ people }) => people),
    referenceRows: referenceRows.rows,
    probeRows: probeRows.rows,
  }
}

function numberedRows() {
  const numbers = new Map<Float32Array, number>()
  const rows: Float32Array[] = []
  const numberOf = (row: Float32Array) => {
    const known = numbers.get(row)
    if (known !== undefined) return known
    numbers.set(row, rows.length)
    return rows.push(row) - 1
  }
  return { rows, numberOf }
}

/** One photo a person; people without one in this state, or without a face on it, are left out. */
function embeddingsOf(people: CohortPeople, photos: PhotoEmbeddings): Float32Array[] {
  return people.flatMap((views) => {
    for (const view of views) {
      const embedding = embeddingOf(photos, view)
      if (embedding !== null) return [embedding]
    }
    return []
  })
}

function embeddingOf({ positions, embeddings }: PhotoEmbeddings, view: number): Float32Array | null {
  const position = positions[view] ?? null
  const outcome = position === null ? null : embeddings[position]!
  return outcome?.ok === true ? outcome.value : null
}

async function cohortScores(
  input: {
    name: string
    mask: Side['mask']
    rows: readonly Float32Array[]
    columns: readonly Float32Array[]
    stage: string
  },
  { onProgress, clockMs, signal }: Watch,
): Promise<CohortScores> {
  const { name, mask, rows, columns, stage } = input
  const values = new Float64Array(rows.length * columns.length)
  const shape = { name, mask, rows: rows.length, columns: columns.length, values }
  if (columns.length === 0) return shape
  const packed = packRows(columns)
  const meter = createProgressMeter(stage, rows.length, onProgress, clockMs)
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    throwIfCancelled(signal)
    const part = rows.slice(start, start + rowsAtOnce)
    for (const [i, row] of part.entries()) {
      const at = (start + i) * columns.length
      similarityRow(packed, row, values.subarray(at, at + columns.length))
    }
    meter.advance(part.length)
    await setImmediate() // a long loop would keep the server from answering
  }
  return shape
}
