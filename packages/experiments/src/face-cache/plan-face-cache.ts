import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { type Dataset, DatasetError } from '@maskmirror/datasets'
import { type FaceCacheDescription, readDescription, shardCount, shardName } from '@maskmirror/datasets/face-cache'
import { findFaceModels } from '../face-finding.ts'
import { resolveFaceModels } from '../face-models.ts'
import type { RunEnvironment } from '../run-environment.ts'
import type { FaceCacheOptions } from './cache-options.ts'
import type { CutKit } from './cut-face.ts'

/** What a cache will hold, and what of it is there. */
export interface FaceCachePlan {
  readonly dataset: Dataset
  /** Absolute. */
  readonly folder: string
  readonly description: FaceCacheDescription
  readonly kit: CutKit
  readonly shards: { readonly count: number; readonly there: number }
  /** Of all shards when they are whole; null for JPEG, whose size nobody knows before. */
  readonly bytes: number | null
}

/** A raw shard of crops of 112 pixels has 39 MB: few files, and little to make anew when one is damaged. Our choice. */
const defaultPhotosPerShard = 1024

/** Landmarks and the numbers around a crop, without ids. */
const bytesBesideCrop = 584 + 4 + 8 + 16

/**
 * Looks at what is asked for and at what lies in the folder; writes nothing.
 *
 * @param request.folder where the cache goes, which may depend on what it will hold
 * @throws DatasetError `other-cache` when the folder holds something else, `bad-cache`; ExperimentError `faces-models-missing`
 */
export async function planFaceCache(
  request: {
    readonly dataset: Dataset
    readonly folder: string | ((description: FaceCacheDescription) => string)
    readonly options: FaceCacheOptions
    /** Default 1024. */
    readonly photosPerShard?: number
  },
  environment: Pick<RunEnvironment, 'models' | 'inference'>,
): Promise<FaceCachePlan> {
  const { dataset, options, photosPerShard = defaultPhotosPerShard } = request
  const finding = await findFaceModels(dataset, options.policy, environment)
  const models = finding.spec.source === 'exact' ? null : await resolveFaceModels(environment.models)
  const description: FaceCacheDescription = {
    format: 'maskmirror-faces-1',
    source: { name: dataset.name, checksum: dataset.checksum },
    aligner: canonicalJson(finding.spec),
    side: options.side,
    pixels: options.pixels,
    quality: options.pixels === 'raw' ? null : options.quality,
    photos: dataset.photos.length,
    photosPerShard,
    people: [...new Set(dataset.photos.map(({ person }) => person))].sort(),
  }
  const folder = resolve(typeof request.folder === 'string' ? request.folder : request.folder(description))
  await requireFree(folder, description)
  const count = shardCount(description)
  const there = await Promise.all(
    Array.from({ length: count }, (_, shard) =>
      stat(join(folder, shardName(shard))).then(
        () => 1,
        () => 0,
      ),
    ),
  )
  return {
    ...{ dataset, folder, description },
    kit: { models, options },
    shards: { count, there: there.reduce<number>((sum, one) => sum + one, 0) },
    bytes: options.pixels === 'raw' ? description.photos * (options.side ** 2 * 3 + bytesBesideCrop) : null,
  }
}

async function requireFree(folder: string, wanted: FaceCacheDescription): Promise<void> {
  const there = await readDescription(folder)
  if (there === null) {
    const names = await readdir(folder).catch(() => [])
    if (names.every((name) => name.startsWith('.'))) return
    throw otherCache(folder, 'other files')
  }
  const differing = Object.keys(wanted).filter((name) => {
    const key = name as keyof FaceCacheDescription
    return canonicalJson(there[key]) !== canonicalJson(wanted[key])
  })
  if (differing.length > 0) throw otherCache(folder, `a cache with another ${differing.join(', ')}`)
}

function otherCache(folder: string, what: string): DatasetError {
  return new DatasetError({
    code: 'other-cache',
    message: `Expected ${folder} to be empty or to hold this cache of aligned faces but it holds ${what}. Choose another folder with --out`,
    details: { folder },
  })
}
