import { createRng } from '@maskmirror/core'
import { openFaceCache, openFaceLoader, shuffledOrder } from '@maskmirror/datasets/face-cache'

/**
 * Run as a program of its own: `loader-memory.ts FOLDER THREADS STEPS` loads batches of a cache and prints the largest
 * memory of the process in bytes, all its threads included.
 */
async function main(folder: string, threads: number, steps: number): Promise<void> {
  const cache = await openFaceCache(folder)
  const faces = Uint32Array.from(cache.photos.keys())
  const loader = openFaceLoader(cache, { order: shuffledOrder({ faces, batch: 64, rng: createRng(1) }), threads })
  let most = 0
  for (let step = 0; step < steps; step++) {
    await loader.batch(step)
    most = Math.max(most, loader.held)
  }
  await loader.close()
  console.log(JSON.stringify({ bytes: process.resourceUsage().maxRSS * 1024, mostHeld: most }))
}

await main(process.argv[2]!, Number(process.argv[3]), Number(process.argv[4]))
