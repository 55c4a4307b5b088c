import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openGeneratedDataset } from '@maskmirror/datasets'
import {
  descriptionName,
  encodeFace,
  type FaceCacheDescription,
  openShardWriter,
  shardCount,
  shardHeader,
  shardName,
} from '@maskmirror/datasets/face-cache'
import { alignFace } from '@maskmirror/faces'
import { decodeImage, encodeJpeg } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'

export const side = 112
export const quality = 95

/** Drawn ones, because their landmarks are known without a model. */
const differentFaces = 100

/** Writes a cache of so many faces, over and over the same hundred. @returns bytes of a picture, on average */
export async function writeLoaderCache(folder: string, pixels: 'raw' | 'jpeg', photos: number): Promise<number> {
  const people = Array.from({ length: differentFaces }, (_, i) => `person ${String(i).padStart(3, '0')}`)
  const description: FaceCacheDescription = {
    format: 'maskmirror-faces-1',
    source: { name: 'bench', checksum: 'bench' },
    aligner: 'exact',
    ...{ side, pixels, quality: pixels === 'raw' ? null : quality, photos, photosPerShard: 1024, people },
  }
  const { photos: drawn } = openGeneratedDataset({
    ...{ seed: 'bench', people: differentFaces, picturesPerPerson: 1, split: 'test' },
  })
  const payloads: Uint8Array[] = []
  let bytes = 0
  for (const photo of drawn) {
    const { arcface5, ibug68 } = photo.landmarks!
    const { crop, toCrop } = alignFace(await decodeImage(await photo.load()), arcface5, { size: side })
    const points = Float32Array.of(...applyAffine(toCrop, arcface5.points), ...applyAffine(toCrop, ibug68.points))
    const picture = pixels === 'raw' ? new Uint8Array(crop.data) : await encodeJpeg(crop, quality)
    bytes += picture.length / differentFaces
    payloads.push(encodeFace({ points, picture }))
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, descriptionName), JSON.stringify(description))
  for (let shard = 0; shard < shardCount(description); shard++) {
    const first = shard * description.photosPerShard
    const count = Math.min(description.photosPerShard, photos - first)
    const own = Array.from({ length: count }, (_, i) => ({
      ...{ id: `${first + i}`, person: (first + i) % differentFaces, masked: false },
    }))
    const writer = await openShardWriter(join(folder, shardName(shard)), shardHeader(description, shard), own)
    for (const { person } of own) await writer.append(payloads[person]!)
    await writer.finish()
  }
  return bytes
}
