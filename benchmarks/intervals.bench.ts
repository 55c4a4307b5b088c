import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { secondSystem } from './clustered-scores.ts'
import type { CoverageRow } from './coverage.ts'
import { draws, populations, resamples } from './interval-populations.ts'

export const benchmark: Benchmark = {
  name: 'intervals',
  description: `how often intervals with nominal 95 % hold the truth of a made population, ${draws} draws, ${resamples} resamples`,
  run: async (print) => {
    const measurements = await Promise.all(
      populations.map(async (population, number) => {
        const rows = await coverageOf(number)
        print(population.name)
        for (const { measure, truth, methods } of rows) {
          const shown = Object.entries(methods).map(
            ([method, { covered }]) => `${method} ${(covered * 100).toFixed(1)} %`,
          )
          print(`  ${measure.padEnd(38)} ${truth.toPrecision(3).padStart(8)}   ${shown.join('   ')}`)
        }
        return { population, secondSystem, draws, resamples, rows }
      }),
    )
    return { measurements }
  },
}

/** In a process of its own, so that populations take different cores. */
async function coverageOf(population: number): Promise<CoverageRow[]> {
  const script = resolve(import.meta.dirname, 'intervals-of-population.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, `${population}`])
  return JSON.parse(stdout) as CoverageRow[]
}
