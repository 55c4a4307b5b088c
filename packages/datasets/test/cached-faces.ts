import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage, createRng, type Image } from '@maskmirror/core'
import { encodeJpeg } from '@maskmirror/imaging/codec'
import {
  descriptionName,
  type FaceCacheDescription,
  shardCount,
  shardHeader,
  shardName,
} from '../src/face-cache/cache-description.ts'
import { encodeFace, encodeFailure } from '../src/face-cache/face-record.ts'
import { openShardWriter, type ShardPhoto } from '../src/face-cache/shard-writer.ts'

export const cachedSide = 16

/** A cache whose photo i shows person i mod 3, wears a mask where i is odd, and has no face where i mod 7 is 6. */
export function describeFaces(photos: number, pixels: 'raw' | 'jpeg' = 'raw'): FaceCacheDescription {
  return {
    format: 'maskmirror-faces-1',
    source: { name: 'made', checksum: 'f00d' },
    aligner: 'by hand',
    side: cachedSide,
    pixels,
    quality: pixels === 'raw' ? null : 90,
    photos,
    photosPerShard: 8,
    people: ['anna', 'ben', 'cleo'],
  }
}

export function hasFace(photo: number): boolean {
  return photo % 7 !== 6
}

/** Smooth, so that JPEG keeps it. */
export function cropOf(photo: number): Image {
  const crop = createImage(cachedSide, cachedSide, 3)
  for (let i = 0; i < crop.data.length; i++) {
    crop.data[i] = ((photo * 37) % 100) + (i % 3) * 40 + Math.floor(i / 48) * 4
  }
  return crop
}

export function pointsOf(photo: number): Float32Array {
  const rng = createRng(photo)
  return Float32Array.from({ length: 146 }, () => rng.uniform(0, cachedSide))
}

export async function payloadOf(photo: number, pixels: 'raw' | 'jpeg' = 'raw'): Promise<Uint8Array> {
  if (!hasFace(photo)) return encodeFailure({ ok: false, reason: 'no-face', detail: `photo ${photo}` })
  const crop = cropOf(photo)
  const picture = pixels === 'raw' ? new Uint8Array(crop.data) : await encodeJpeg(crop, 90)
  return encodeFace({ points: pointsOf(photo), picture })
}

export function shardPhotos({ photos, photosPerShard }: FaceCacheDescription, shard: number): ShardPhoto[] {
  const first = shard * photosPerShard
  return Array.from({ length: Math.min(photosPerShard, photos - first) }, (_, i) => {
    const photo = first + i
    const attributes = photo % 4 === 0 ? { attributes: { session: `day ${photo % 5}` } } : {}
    return { id: `photo-${photo}.jpg`, person: photo % 3, masked: photo % 2 === 1, ...attributes }
  })
}

/** Writes all of a cache. */
export async function writeFaces(folder: string, description: FaceCacheDescription): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, descriptionName), JSON.stringify(description))
  for (let shard = 0; shard < shardCount(description); shard++) {
    const photos = shardPhotos(description, shard)
    const writer = await openShardWriter(join(folder, shardName(shard)), shardHeader(description, shard), photos)
    for (let i = 0; i < photos.length; i++) {
      await writer.append(await payloadOf(shard * description.photosPerShard + i, description.pixels))
    }
    await writer.finish()
  }
}
