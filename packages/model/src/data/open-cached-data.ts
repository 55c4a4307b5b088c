import { createHash } from 'node:crypto'
import { canonicalJson, createRng } from '@maskmirror/core'
import { type FaceCache, openFaceCache } from '@maskmirror/datasets/face-cache'
import { generatorVersion, type MaskTemplates } from '@maskmirror/mask-the-face'
import type { SystemConfig } from '#config/system-config.ts'
import type { FolderData } from '#config/train-file.ts'
import { ModelError } from '../error.ts'
import { openCachedDevelopment } from './cached-development.ts'
import { createCachedFaceSource } from './cached-face-source.ts'
import { chooseFaces, chooseReal } from './choose-faces.ts'
import type { DataSurroundings, TrainingData } from './open-training-data.ts'

/** Photographs from caches of aligned faces, read and drawn on by threads. */
export async function openCachedData(
  data: FolderData,
  training: SystemConfig,
  templates: MaskTemplates,
  { faceCacheOf, threads, onLeftOut, signal }: DataSurroundings,
): Promise<TrainingData> {
  const open = async (name: string): Promise<FaceCache> => {
    const cache = await openFaceCache(await faceCacheOf(name))
    signal.throwIfAborted()
    requireSide(cache, training.network.side)
    for (const { id, reason, detail } of await cache.failures()) onLeftOut({ what: id, reason: `${reason}: ${detail}` })
    return cache
  }
  const cache = await open(data.pictures)
  const chosen = chooseFaces(cache, data, training.seed)
  for (const leftOut of chosen.leftOut) onLeftOut(leftOut)
  const realCache = data.real === null ? null : await open(data.real)
  const real =
    realCache === null ? null : { cache: realCache, faces: chooseReal(realCache, data), batch: training.realBatch }
  const rng = createRng(training.seed).fork('pictures')
  const development = await openCachedDevelopment(cache, chosen.held, templates, rng.fork('development'))
  const source = createCachedFaceSource({
    ...{ cache, real, threads, onLeftOut },
    faces: chosen,
    batch: training.batch,
    facesPerPerson: data.facesPerPerson,
    seed: `${training.seed}/pictures/training`,
    checksum: checksumOf(data, cache, realCache),
  })
  return { source, development, close: source.close }
}

/** Where the sets lie changes nothing. */
function checksumOf(data: FolderData, cache: FaceCache, real: FaceCache | null): string {
  const { pictures: _, real: __, ...choice } = data
  const caches = [cache.description, real?.description ?? null]
  return createHash('sha256').update(canonicalJson({ generatorVersion, choice, caches })).digest('hex')
}

function requireSide({ folder, description }: FaceCache, side: number): void {
  if (description.side === side) return
  throw new ModelError({
    code: 'bad-config',
    message: `Expected faces of network.side ${side} pixels but those in ${folder} have ${description.side}`,
    details: { side, found: description.side },
  })
}
