import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openFaceCache, shardName } from '@maskmirror/datasets/face-cache'
import type { FaceCachePlan } from './plan-face-cache.ts'

/** What a cache of aligned faces holds and what was done for it. */
export interface FaceCacheSummary {
  readonly folder: string
  readonly photos: number
  readonly faces: number
  /** Of these a mask is worn on. */
  readonly maskedFaces: number
  /** People with a face. */
  readonly people: number
  /** Names of people of whom no photo has a face. */
  readonly peopleWithout: readonly string[]
  /** Photos without a face by reason, most frequent first. */
  readonly failures: readonly { readonly reason: string; readonly count: number }[]
  readonly shards: number
  /** In this run. */
  readonly shardsMade: number
  /** What was wrong with shards that were made anew. */
  readonly damaged: readonly string[]
  /** Photos looked at in this run. */
  readonly photosMade: number
  /** Of all shards. */
  readonly bytes: number
  readonly seconds: number
}

/** @throws DatasetError `bad-cache` */
export async function summariseFaceCache(
  { folder, description }: Pick<FaceCachePlan, 'folder' | 'description'>,
  run: Pick<FaceCacheSummary, 'damaged' | 'shardsMade' | 'photosMade' | 'seconds'>,
): Promise<FaceCacheSummary> {
  const cache = await openFaceCache(folder)
  const counts = new Map<string, number>()
  for (const { reason } of await cache.failures()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const withFace = new Set(cache.people)
  const shards = Math.ceil(description.photos / description.photosPerShard)
  let bytes = 0
  for (let shard = 0; shard < shards; shard++) bytes += (await stat(join(folder, shardName(shard)))).size
  return {
    folder,
    photos: description.photos,
    faces: cache.photos.length,
    maskedFaces: cache.masked.reduce((sum, masked) => sum + masked, 0),
    people: withFace.size,
    peopleWithout: description.people.filter((_, person) => !withFace.has(person)),
    failures: [...counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    shards,
    bytes,
    ...run,
  }
}
