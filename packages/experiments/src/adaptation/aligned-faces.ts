import {
  type Dataset,
  excludePhotos,
  type Photo,
  readExclusions,
  readPartOfSplit,
  selectPart,
} from '@maskmirror/datasets'
import { findFaceModels } from '#face-finding.ts'
import { openRequestedDataset } from '#open-dataset.ts'
import { readFaces } from '#photo-stage.ts'
import type { RunEnvironment } from '#run-environment.ts'
import { hashOf } from '#run-spec.ts'
import { stageVersion } from '#run-stages.ts'
import type { AlignedPhoto } from '#stages/aligned-photo.ts'
import { runFacesStage } from '#stages/faces-stage.ts'
import type { StageContext } from '#stages/run-shards.ts'
import type { PhotosChoice } from './adapt-file.ts'

/** Photos with a face that was found and cut out. */
export interface AlignedFaces {
  readonly photos: readonly Photo[]
  /** Of the photos and of how faces were found. */
  readonly checksum: string
  /** Photos without a usable face. */
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
  /** @param index of a photo of `photos` */
  faceOf(index: number): Promise<AlignedPhoto>
}

/**
 * Finds and cuts out the faces of photos, or takes them from where an evaluation or an earlier training stored them.
 *
 * @param isWanted which photos
 * @throws DatasetError, ExperimentError, InferenceError that name what is wrong
 */
export async function alignFaces(
  choice: PhotosChoice,
  isWanted: (photo: Photo) => boolean,
  environment: RunEnvironment,
  context: StageContext,
): Promise<AlignedFaces> {
  const dataset = await choosePhotos(choice, environment, context.signal)
  const wanted = dataset.photos.filter(isWanted)
  const finding = await findFaceModels(dataset, 'central', environment)
  const photos = wanted.map(({ id }) => id)
  const key = `faces/${hashOf({ stageVersion, dataset: dataset.checksum, faces: finding.spec, photos })}`
  const source = await finding.open()
  try {
    await runFacesStage({ key, photos: wanted, source }, context)
  } finally {
    if (source.kind === 'finder') await source.finder.close()
  }
  const reader = readFaces(key, context)
  const found: number[] = []
  const leftOut: { what: string; reason: string }[] = []
  for (const [i, photo] of wanted.entries()) {
    const outcome = await reader.get(i)
    if (outcome.ok) found.push(i)
    else leftOut.push({ what: photo.id, reason: outcome.detail })
  }
  return {
    photos: found.map((i) => wanted[i]!),
    checksum: hashOf({ key, found }),
    leftOut,
    faceOf: async (index) => {
      const outcome = await reader.get(found[index]!)
      if (outcome.ok) return outcome.value
      throw new Error(`the face of ${wanted[found[index]!]!.id} was there before`)
    },
  }
}

async function choosePhotos(
  { dataset: name, people, split, exclude }: PhotosChoice,
  environment: RunEnvironment,
  signal: AbortSignal,
): Promise<Dataset> {
  const whole = await openRequestedDataset({ dataset: name, people }, environment, signal)
  const part = split === null ? null : await readPartOfSplit(split.list, split.part, whole)
  const exclusions = exclude === null ? null : await readExclusions(exclude, whole)
  const ofPart = part === null ? whole : selectPart(whole, part)
  return exclusions === null ? ofPart : excludePhotos(ofPart, exclusions)
}
