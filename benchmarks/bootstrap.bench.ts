import { availableParallelism } from 'node:os'
import { createRng } from '@maskmirror/core'
import type { BootstrapInput } from '@maskmirror/evaluation/bootstrap'
import { estimateCertainty } from '@maskmirror/experiments/certainty'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'

const pairs = 1_000_000
const people = 6000
const resamples = 1000
const rounds = 3

export const benchmark: Benchmark = {
  name: 'bootstrap',
  description: `${resamples} double-or-nothing resamples of people, ${pairs} pairs of ${people} people; the goal is under 60 s on two cores`,
  run: async (print) => {
    const arrangements = [
      { genuineShare: 0.01, settings: 1 },
      { genuineShare: 0.5, settings: 1 },
      { genuineShare: 0.01, settings: 2 },
    ]
    const threadCounts = [...new Set([1, 2, availableParallelism()])].filter((count) => count <= availableParallelism())
    const measurements: object[] = []
    for (const arrangement of arrangements) {
      const input = madeInput(arrangement)
      let figures: string | null = null
      for (const threads of threadCounts) {
        const seconds: number[] = []
        const cpuSeconds: number[] = []
        let peakBytes = 0
        for (let round = 0; round < rounds; round++) {
          const run = await measured(input, threads)
          seconds.push(run.seconds)
          cpuSeconds.push(run.cpuSeconds)
          peakBytes = Math.max(peakBytes, run.addedBytes)
          figures ??= run.figures
          if (run.figures !== figures) throw new Error(`Expected the same figures with ${threads} threads`)
        }
        const addedMiB = Math.round(peakBytes / 2 ** 20)
        print(
          `${arrangement.settings} settings, ${arrangement.genuineShare * 100} % genuine, ${threads} threads: ${median(seconds).toFixed(1)} s (processor ${median(cpuSeconds).toFixed(1)} s), ${addedMiB} MiB more`,
        )
        measurements.push({
          ...arrangement,
          pairs,
          people,
          resamples,
          threads,
          seconds,
          cpuSeconds,
          median: { seconds: median(seconds), cpuSeconds: median(cpuSeconds) },
          addedMiB,
        })
      }
    }
    return { measurements }
  },
}

/** Random pairs; two settings have a paired difference. */
function madeInput({ genuineShare, settings }: { genuineShare: number; settings: number }): BootstrapInput {
  const rng = createRng(`${pairs} pairs, ${genuineShare}`)
  const reference = Int32Array.from({ length: pairs }, () => rng.int(people))
  const probe = reference.map((person) =>
    rng.next() < genuineShare ? person : (person + 1 + rng.int(people - 1)) % people,
  )
  const genuine = Uint8Array.from(reference, (person, i) => Number(person === probe[i]))
  // as float32, in which embeddings are compared: a few scores tie
  const score = (flag: number) => Math.fround(rng.normal(0.6 * flag, 0.2))
  return {
    genuine,
    reference,
    probe,
    settings: Array.from({ length: settings }, (_, i) => ({
      id: `setting ${i}`,
      scores: Float64Array.from(genuine, score),
      thresholds: [0.47, 0.62],
    })),
    differences: settings === 1 ? [] : [{ a: 'setting 1', b: 'setting 0' }],
    resamples,
    seed: 'bench',
  }
}

async function measured(input: BootstrapInput, threads: number) {
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const cpuStart = process.cpuUsage()
  const start = performance.now()
  const certainty = await estimateCertainty(input, {
    threads,
    onProgress: () => {},
    signal: new AbortController().signal,
    clockMs: () => performance.now(),
  })
  const seconds = (performance.now() - start) / 1000
  const cpu = process.cpuUsage(cpuStart)
  clearInterval(watch)
  return {
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    addedBytes: peak - before,
    figures: JSON.stringify(certainty),
  }
}
