import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dataset, openGeneratedDataset } from '@maskmirror/datasets'
import {
  descriptionName,
  encodeFace,
  encodeFailure,
  type FaceCacheDescription,
  openShardWriter,
  shardHeader,
  shardName,
} from '@maskmirror/datasets/face-cache'
import { alignFace } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'

/** What of a set differs from what it is. */
export interface CacheChanges {
  /** Photos on which a mask is said to be worn. */
  readonly masked?: readonly string[]
  /** Photos without a face. */
  readonly failed?: readonly string[]
  /** Photos whose landmarks all lie in one place. */
  readonly collapsed?: readonly string[]
}

export const generatedFaces = openGeneratedDataset({ seed: 'cached', people: 8, picturesPerPerson: 3, split: 'test' })

/** Writes a cache of a generated set. */
export async function writeFaceCache(
  folder: string,
  side: number,
  changes: CacheChanges = {},
  dataset: Dataset = generatedFaces,
): Promise<void> {
  const { photos, name, checksum } = dataset
  const description: FaceCacheDescription = {
    format: 'maskmirror-faces-1',
    source: { name, checksum },
    aligner: 'exact',
    ...{ side, pixels: 'raw', quality: null },
    ...{ photos: photos.length, photosPerShard: 10 },
    people: [...new Set(photos.map(({ person }) => person))].sort(),
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, descriptionName), JSON.stringify(description))
  for (let first = 0; first < photos.length; first += 10) {
    const shard = first / 10
    const own = photos.slice(first, first + 10)
    const writer = await openShardWriter(
      join(folder, shardName(shard)),
      shardHeader(description, shard),
      own.map(({ id, person }) => ({
        id,
        person: description.people.indexOf(person),
        masked: changes.masked?.includes(id) ?? false,
      })),
    )
    for (const photo of own) {
      if (changes.failed?.includes(photo.id)) {
        await writer.append(encodeFailure({ ok: false, reason: 'no-face', detail: 'nothing found' }))
        continue
      }
      const { arcface5, ibug68 } = photo.landmarks!
      const { crop, toCrop } = alignFace(await decodeImage(await photo.load()), arcface5, { size: side })
      const points = Float32Array.of(...applyAffine(toCrop, arcface5.points), ...applyAffine(toCrop, ibug68.points))
      if (changes.collapsed?.includes(photo.id)) points.fill(side / 2)
      await writer.append(encodeFace({ points, picture: new Uint8Array(crop.data) }))
    }
    await writer.finish()
  }
}
