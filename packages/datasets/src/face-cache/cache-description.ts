import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { z } from 'zod'
import { badCache } from './cache-error.ts'

/** How crops are kept: as they are, or as JPEG with halved chroma. */
export const cropPixels = ['raw', 'jpeg'] as const

const FaceCacheDescriptionSchema = z.strictObject({
  format: z.literal('maskmirror-faces-1'),
  /** The set that the faces were cut from. */
  source: z.strictObject({ name: z.string(), checksum: z.string() }),
  /** Who says where faces are, with the versions of all that decides it. */
  aligner: z.string(),
  /** Pixels of the square crops. */
  side: z.int().min(16).max(512),
  pixels: z.enum(cropPixels),
  /** Of JPEG, 1..100; null for raw crops. */
  quality: z.int().min(1).max(100).nullable(),
  /** Photos of the set, with and without a face. */
  photos: z.int().positive(),
  /** In one shard; the last may have fewer. */
  photosPerShard: z.int().positive(),
  /** Names in code-unit order. */
  people: z.array(z.string()),
})

/** What `cache.json` says: all that decides what is in the shards. */
export type FaceCacheDescription = z.infer<typeof FaceCacheDescriptionSchema>

export const descriptionName = 'cache.json'

/** @returns null where there is none; DatasetError `bad-cache` for a file that says something else is thrown */
export async function readDescription(folder: string): Promise<FaceCacheDescription | null> {
  const text = await readFile(join(folder, descriptionName), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null
    throw badCache(descriptionName, null, cause.message, cause)
  })
  if (text === null) return null
  try {
    return FaceCacheDescriptionSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw badCache(descriptionName, null, 'it does not describe a cache of aligned faces', cause)
  }
}

export function shardCount({ photos, photosPerShard }: FaceCacheDescription): number {
  return Math.ceil(photos / photosPerShard)
}

/** Relative to the cache's folder. */
export function shardName(shard: number): string {
  return `shards/${String(shard).padStart(6, '0')}.faces`
}

/** The text that a shard begins with: what decides its content besides the photos, so that it belongs to no other cache. */
export function shardHeader(description: FaceCacheDescription, shard: number): string {
  const { people: _, photos, photosPerShard, ...settings } = description
  const first = shard * photosPerShard
  return canonicalJson({ ...settings, shard, first, photos: Math.min(photosPerShard, photos - first) })
}
