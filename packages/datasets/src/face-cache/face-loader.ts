import { type BatchLoader, createBatchLoader } from './batch-loader.ts'
import type { BatchOrder } from './batch-order.ts'
import type { CropBatch } from './crop-batch.ts'
import type { FaceCache } from './face-cache.ts'

/**
 * Loads the faces of a cache step by step: threads of its own read and decode ahead of who uses them, and wait where that is
 * slower. The batches follow from order and step alone.
 *
 * @param options.order which faces a step has
 * @param options.threads ≥ 1
 * @param options.ahead batches made ahead; default two for each thread, so that none waits for a single slow one
 */
export function openFaceLoader(
  cache: FaceCache,
  options: { readonly order: BatchOrder; readonly threads: number; readonly ahead?: number },
): BatchLoader<CropBatch> {
  const { order, threads, ahead = 2 * threads } = options
  const { folder, description } = cache
  const { side, pixels } = description
  return createBatchLoader<CropBatch>({
    threads,
    ahead,
    worker: new URL('./crop-worker.mjs', import.meta.url),
    workerData: { folder, side, pixels },
    taskOf: (step) => cache.placesOf(order(step)),
  })
}
