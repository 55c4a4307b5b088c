import { maskedSides, type SettingName } from '@maskmirror/datasets'
import { type SettingId, settingStrategy } from '@maskmirror/evaluation'
import { createTreatment, type TreatmentParts, treatmentNames, treatPair } from '@maskmirror/mask-mirror'
import type { ArtefactStore } from '@maskmirror/storage'
import { ExperimentError } from './error.ts'
import type { RunScores, StoredFace } from './run-scores.ts'
import { type AlignedPhoto, decodeAligned } from './stages/aligned-photo.ts'
import { photosPerShard } from './stages/faces-stage.ts'
import { openShardReader, type ShardReader } from './stages/shard-reader.ts'
import { describeTreatment } from './stages/treatment-stage.ts'
import { storePicture } from './store-picture.ts'

/** Ids of the two pictures that one setting compared, see `Workbench.readImage`; null where there is none. */
export interface ComparedPictures {
  readonly setting: SettingId
  readonly reference: string | null
  readonly probe: string | null
  /** What a treatment saw on the probe, or did to both; null for plain settings and where the treatment failed. */
  readonly detail: string | null
}

/** Shards of faces in memory while one page of pairs is drawn, about 10 MB. */
const keptShards = 8

/**
 * Draws what a setting compared, as the recogniser saw it: aligned, masked, treated.
 *
 * @returns a function of pair and setting; pictures whose stage is no longer stored are null
 */
export function createPairPainter(
  { views, pairs, faces }: RunScores,
  { treatments, artefacts }: { treatments: TreatmentParts; artefacts: ArtefactStore },
): (pairIndex: number, setting: SettingId) => Promise<ComparedPictures> {
  const reader = (key: string) =>
    openShardReader({ key, shardSize: photosPerShard, decode: decodeAligned, kept: keptShards }, artefacts)
  const bare = reader(faces.bare)
  const masked = faces.masked === null ? null : reader(faces.masked)
  const faceOf = (view: number, isMasked: boolean) =>
    isMasked ? readFace(masked, views[view]!.masked) : readFace(bare, views[view]!.bare)
  const store = async (face: AlignedPhoto | null) => (face === null ? null : storePicture(face.crop, artefacts))
  return async (pairIndex, setting) => {
    const pair = pairs[pairIndex]!
    const strategy = treatmentNames.find((name) => name === settingStrategy(setting))
    if (strategy === undefined) {
      const sides = maskedSides[setting as SettingName] // not treated, so one of the plain ones
      const [reference, probe] = [await faceOf(pair.reference, sides.reference), await faceOf(pair.probe, sides.probe)]
      return { setting, reference: await store(reference), probe: await store(probe), detail: null }
    }
    const [reference, probe] = [await faceOf(pair.reference, false), await faceOf(pair.probe, true)]
    const nothing = { setting, reference: null, probe: await store(probe), detail: null }
    if (reference === null || probe === null) return nothing
    const treatment = createTreatment(strategy, treatments)
    const compared = await treatPair(treatment, reference, probe)
    if (!compared.ok) return nothing
    return {
      setting,
      reference: await storePicture(compared.value.references.at(-1)!, artefacts),
      probe: await storePicture(compared.value.probe, artefacts),
      detail: describeTreatment(treatment, compared.value),
    }
  }
}

/** Null where no face was found, or where the stage has gone since the run: the scores tell their story without it. */
async function readFace(
  reader: ShardReader<Awaited<ReturnType<typeof decodeAligned>>[number]> | null,
  stored: StoredFace | null,
): Promise<AlignedPhoto | null> {
  if (reader === null || stored === null) return null
  try {
    const outcome = await reader.get(stored.position)
    return outcome.ok ? outcome.value : null
  } catch (error) {
    if (error instanceof ExperimentError && error.code === 'stage-damaged') return null
    throw error
  }
}
