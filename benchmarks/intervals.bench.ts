import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Benchmark } from './benchmark.ts'
import { secondSystem } from './clustered-scores.ts'
import { type CoverageRow, CoverageRowSchema } from './coverage.ts'
import { draws, populations, resamples } from './interval-populations.ts'

export const benchmark: Benchmark = {
  name: 'intervals',
  description: `how often intervals with nominal 95 % hold the truth of a made population, ${draws} draws, ${resamples} resamples`,
  run: async (print) => {
    const measurements: object[] = []
    const waiting = populations.entries()
    const workThrough = async () => {
      for (const [number, population] of waiting) {
        const rows = await coverageOf(number)
        print(population.name)
        for (const { measure, truth, methods } of rows) print(rowText(measure, truth, methods))
        measurements[number] = { population, secondSystem, draws, resamples, rows }
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() }, workThrough))
    return { measurements }
  },
}

function rowText(measure: string, truth: number, methods: CoverageRow['methods']): string {
  const shown = Object.entries(methods).map(
    ([method, { covered }]) => `${method} ${covered === null ? '-' : `${(covered * 100).toFixed(1)} %`}`,
  )
  return `  ${measure.padEnd(38)} ${truth.toPrecision(3).padStart(8)}   ${shown.join('   ')}`
}

/** In a process of its own, so that populations take different cores. */
async function coverageOf(population: number): Promise<CoverageRow[]> {
  const script = resolve(import.meta.dirname, 'intervals-of-population.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, `${population}`])
  return z.array(CoverageRowSchema).parse(JSON.parse(stdout))
}
