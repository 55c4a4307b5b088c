import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createProgressMeter, failed, type Outcome, succeeded } from '@maskmirror/core'
import { DatasetError, type Photo } from '@maskmirror/datasets'
import {
  checkShard,
  descriptionName,
  encodeFailure,
  openShardWriter,
  readDescription,
  shardHeader,
  shardName,
} from '@maskmirror/datasets/face-cache'
import { mapInOrder } from '@maskmirror/inference'
import { writeAtomically } from '@maskmirror/storage'
import type { FileWork } from '../dataset-files/import-dataset.ts'
import { PictureFolderError } from '../picture-folder/error.ts'
import { openOutputFolder } from '../picture-folder/output-folder.ts'
import { lockOutput } from '../picture-folder/output-lock.ts'
import { createThreadPool, type ThreadPool } from '../picture-folder/thread-pool.ts'
import { type FaceCacheSummary, summariseFaceCache } from './cache-summary.ts'
import { type CutKit, type CutTask, createFaceCutter } from './cut-face.ts'
import type { FaceCachePlan } from './plan-face-cache.ts'

/** While a thread looks for a face, the next photo is read and decoded. */
const tasksPerThread = 2

/**
 * Cuts the faces of a set out of its photos and keeps them in shards. Shards that are there are read and compared with
 * their checksums; a damaged one is made anew, an interrupted one is gone on with behind its last whole record.
 *
 * @param run.jobs threads, each with its own models, ≥ 1
 * @throws DatasetError `disk-full`, `unwritable-directory`, `unreadable-photo` for a shard that cannot be read
 * @throws PictureFolderError `output-in-use`, `worker-ended`, `cancelled`; what was cut out is kept
 */
export async function cacheFaces(
  plan: FaceCachePlan,
  run: FileWork & { readonly jobs: number },
): Promise<FaceCacheSummary> {
  const { dataset, folder, description } = plan
  const startMs = run.clockMs()
  const meter = createProgressMeter('cut out faces', description.photos, run.onProgress, run.clockMs)
  meter.skip(0)
  await openOutputFolder(folder)
  const unlock = await lockOutput(folder)
  try {
    if ((await readDescription(folder)) === null) {
      await writeAtomically(join(folder, descriptionName), Buffer.from(`${JSON.stringify(description, null, 2)}\n`))
    }
    const damaged: string[] = []
    const toDo: number[] = []
    for (let shard = 0; shard < plan.shards.count; shard++) {
      requireGoingOn(run.signal)
      const state = await stateOf(plan, shard)
      if (state === 'whole') meter.skip(photosOf(plan, shard).length)
      else toDo.push(shard)
      if (typeof state !== 'string') damaged.push(state.damage)
    }
    const personOf = new Map(description.people.map((name, i) => [name, i]))
    const pool = openPool(plan.kit, Math.min(run.jobs, dataset.photos.length))
    let made = 0
    try {
      for (const shard of toDo) {
        await cutShard(plan, shard, {
          ...{ pool, personOf, jobs: run.jobs, signal: run.signal },
          onKept: meter.skip,
          onPhoto: () => {
            made++
            meter.advance(1)
          },
        })
      }
    } finally {
      await pool.close()
    }
    const seconds = (run.clockMs() - startMs) / 1000
    return await summariseFaceCache(plan, { damaged, shardsMade: toDo.length, photosMade: made, seconds })
  } finally {
    await unlock()
  }
}

function photosOf({ dataset, description: { photosPerShard } }: FaceCachePlan, shard: number): readonly Photo[] {
  return dataset.photos.slice(shard * photosPerShard, (shard + 1) * photosPerShard)
}

/** A damaged shard is taken away. */
async function stateOf(plan: FaceCachePlan, shard: number): Promise<'whole' | 'missing' | { damage: string }> {
  const name = shardName(shard)
  const path = join(plan.folder, name)
  if ((await stat(path).catch(() => null)) === null) return 'missing'
  try {
    await checkShard(path, name, shardHeader(plan.description, shard), photosOf(plan, shard).length)
    return 'whole'
  } catch (error) {
    if (!(error instanceof DatasetError) || error.code !== 'bad-cache') throw error
    await rm(path)
    return { damage: error.message }
  }
}

async function cutShard(
  plan: FaceCachePlan,
  shard: number,
  work: {
    readonly pool: ThreadPool<CutTask, Uint8Array>
    /** Places of people by name. */
    readonly personOf: ReadonlyMap<string, number>
    readonly jobs: number
    readonly signal: AbortSignal
    /** Photos that an interrupted run had cut out. */
    readonly onKept: (count: number) => void
    readonly onPhoto: () => void
  },
): Promise<void> {
  const { pool, personOf, jobs, signal, onKept, onPhoto } = work
  const photos = photosOf(plan, shard)
  const cut = async (photo: Photo): Promise<Uint8Array> => {
    const bytes = await load(photo)
    if (!bytes.ok) return encodeFailure(bytes)
    const { landmarks } = photo
    const exact = landmarks === null ? null : { arcface5: landmarks.arcface5.points, ibug68: landmarks.ibug68.points }
    return pool.run({ bytes: bytes.value, exact })
  }
  const writer = await openShardWriter(
    join(plan.folder, shardName(shard)),
    shardHeader(plan.description, shard),
    photos.map(({ id, person, masked, attributes }) => ({
      ...{ id, masked, person: personOf.get(person)! },
      ...(attributes === undefined ? {} : { attributes }),
    })),
  )
  try {
    onKept(writer.done)
    requireGoingOn(signal)
    // one more at a time than the threads take, so that none waits for a record to be written
    for await (const payload of mapInOrder(photos.slice(writer.done), jobs * tasksPerThread + 1, cut)) {
      await writer.append(payload)
      onPhoto()
      requireGoingOn(signal)
    }
    await writer.finish()
  } finally {
    await writer.close()
  }
}

/** What is wrong with the photo is an outcome, what is wrong with the machine an error. */
async function load(photo: Photo): Promise<Outcome<Uint8Array>> {
  try {
    return succeeded(await photo.load())
  } catch (error) {
    const isPhoto = error instanceof DatasetError && ['unreadable-photo', 'file-too-large'].includes(error.code)
    if (isPhoto) return failed(error.code, error.message)
    throw error
  }
}

function openPool(kit: CutKit, threads: number): ThreadPool<CutTask, Uint8Array> {
  return createThreadPool<CutTask, Uint8Array>({
    ...{ threads, tasksPerThread },
    worker: new URL('./cut-worker.mjs', import.meta.url),
    workerData: kit,
    ownThread: () => createFaceCutter(kit),
  })
}

function requireGoingOn(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new PictureFolderError({
    code: 'cancelled',
    message: 'Stopped. The faces that were cut out are kept: the same command continues',
  })
}
