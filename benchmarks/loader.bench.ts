import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createRng } from '@maskmirror/core'
import { openFaceCache, openFaceLoader, shuffledOrder } from '@maskmirror/datasets/face-cache'
import type { Benchmark } from './benchmark.ts'
import { openBareThreads } from './loader-bare.ts'
import { quality, side, writeLoaderCache } from './loader-cache.ts'
import { median, type Pace, paceOf } from './measurement.ts'

const pictures = 8192
const batch = 64
const rounds = 5

/** Pictures of the two caches that the same work is done with, and its steps. */
const memorySizes = [4096, 32_768] as const
const memorySteps = 400

export const benchmark: Benchmark = {
  name: 'loader',
  description: `${pictures} aligned faces in random order from shards to batches of ${batch}, against decoding (JPEG) or reading (raw) alone in as many threads; memory at two sizes`,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      const measurements: object[] = []
      for (const pixels of ['raw', 'jpeg'] as const) {
        const path = join(folder, pixels)
        const bytes = await writeLoaderCache(path, pixels, pictures)
        for (const threads of new Set([1, availableParallelism()])) {
          const speed = await measureSpeed(path, threads)
          const { loader, bare, share } = speed.median
          print(
            `${pixels} (${(bytes / 1000).toFixed(1)} kB each), ${threads} threads: ${loader.picturesPerSecond.toFixed(0)}/s, alone ${bare.picturesPerSecond.toFixed(0)}/s, ${(share * 100).toFixed(0)} %`,
          )
          const settings = { pixels, threads, pictures, batch, side, quality: pixels === 'raw' ? null : quality, bytes }
          measurements.push({ name: `${pixels}, ${threads} threads`, settings, ...speed })
        }
      }
      measurements.push(await measureMemory(folder, print))
      return { measurements }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

async function measureSpeed(folder: string, threads: number) {
  const cache = await openFaceCache(folder)
  const order = shuffledOrder({ faces: Uint32Array.from(cache.photos.keys()), batch, rng: createRng('bench') })
  const steps = pictures / batch
  const loader = openFaceLoader(cache, { order, threads })
  // the order of the first round, so that both read alike
  const faces = Uint32Array.from(Array.from({ length: steps }, (_, step) => [...order(step)]).flat())
  const bare = await openBareThreads(cache, faces, threads)
  const load = async (round: number) => {
    for (let step = round * steps; step < (round + 1) * steps; step++) await loader.batch(step)
  }
  await load(0) // starts the threads and warms up
  await bare.run()
  const paces: { loader: Pace; bare: Pace }[] = []
  for (let round = 1; round <= rounds; round++) {
    const first = await paceOf(pictures, round % 2 === 0 ? bare.run : () => load(round))
    const second = await paceOf(pictures, round % 2 === 0 ? () => load(round) : bare.run)
    paces.push(round % 2 === 0 ? { bare: first, loader: second } : { loader: first, bare: second })
  }
  await Promise.all([loader.close(), bare.close()])
  const middle = (of: (pace: (typeof paces)[number]) => Pace): Pace => ({
    picturesPerSecond: median(paces.map((pace) => of(pace).picturesPerSecond)),
    cpuMs: median(paces.map((pace) => of(pace).cpuMs)),
  })
  return {
    rounds: paces,
    median: {
      loader: middle((pace) => pace.loader),
      bare: middle((pace) => pace.bare),
      /** Within each round, so that a slower moment hits both sides. */
      share: median(paces.map((pace) => pace.loader.picturesPerSecond / pace.bare.picturesPerSecond)),
      /** Processor time alone, divided by the loader's. */
      cpuShare: median(paces.map((pace) => pace.bare.cpuMs / pace.loader.cpuMs)),
    },
  }
}

async function measureMemory(folder: string, print: (line: string) => void) {
  const threads = availableParallelism()
  const sizes: { pictures: number; megabytes: number; mostHeld: number }[] = []
  for (const count of memorySizes) {
    const path = join(folder, `memory-${count}`)
    await writeLoaderCache(path, 'raw', count)
    const script = join(import.meta.dirname, 'loader-memory.ts')
    const args = ['--import', 'tsx', script, path, String(threads), String(memorySteps)]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { bytes, mostHeld }: { bytes: number; mostHeld: number } = JSON.parse(stdout)
    sizes.push({ pictures: count, megabytes: bytes / 1e6, mostHeld })
    await rm(path, { recursive: true })
  }
  for (const { pictures: count, megabytes, mostHeld } of sizes) {
    print(`memory with ${count} pictures: ${megabytes.toFixed(0)} MB, at most ${mostHeld} batches begun`)
  }
  return { name: 'memory', settings: { pixels: 'raw', threads, batch, steps: memorySteps, side }, sizes }
}
