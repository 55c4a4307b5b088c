import { Worker } from 'node:worker_threads'

/**
 * How long ONNX Runtime needs for the products alone: the least time any way to compare all pairs with it can take.
 *
 * @param blocks products of 512 × 512 pairs, shared out among the threads
 * @returns seconds
 */
export async function productsAlone({
  blocks,
  dimension,
  threads,
}: {
  blocks: number
  dimension: number
  threads: number
}): Promise<number> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./products-alone-worker.mjs', import.meta.url), { workerData: { dimension } }),
  )
  const all = () => Promise.all(workers.map((worker) => new Promise((done) => worker.once('message', done))))
  await all()
  const start = performance.now()
  const answers = all()
  for (const [i, worker] of workers.entries()) worker.postMessage(Math.floor((blocks + i) / threads))
  await answers
  const seconds = (performance.now() - start) / 1000
  await Promise.all(workers.map((worker) => worker.terminate()))
  return seconds
}
