import { Worker } from 'node:worker_threads'
import type { FaceCache } from '@maskmirror/datasets/face-cache'

/** The least that any loader has to do: read the records, and decode the pictures where they are encoded. */
export interface BareThreads {
  /** Every face of the cache once, shared out among the threads. */
  run(): Promise<void>
  close(): Promise<void>
}

/**
 * Threads that do nothing else: raw crops are read into one buffer over and over, in a random order and unchecked; JPEG
 * pictures lie in memory and are decoded, sixteen at a time.
 */
export async function openBareThreads(cache: FaceCache, faces: Uint32Array, threads: number): Promise<BareThreads> {
  const { folder, description } = cache
  const workers = Array.from({ length: threads }, (_, i) => {
    const own = faces.filter((_, at) => at % threads === i)
    const workerData = { folder, pixels: description.pixels, places: cache.placesOf(own) }
    return new Worker(new URL('./loader-bare-worker.mjs', import.meta.url), { workerData })
  })
  const all = () => Promise.all(workers.map((worker) => new Promise((done) => worker.once('message', done))))
  await all()
  return {
    run: async () => {
      const answers = all()
      for (const worker of workers) worker.postMessage('go')
      await answers
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
