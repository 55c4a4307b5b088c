import { createRng } from '@maskmirror/core'
import { clusteredInterval, type PairClusters } from '@maskmirror/evaluation'
import type { Benchmark } from './benchmark.ts'
import { type Draw, drawScores, type Population, populationRates } from './clustered-scores.ts'
import { createCoverage } from './coverage.ts'
import { draws, populations, targets } from './interval-populations.ts'

export const benchmark: Benchmark = {
  name: 'fixed-intervals',
  description: `how often nominal 95 % intervals of error rates at thresholds fixed beforehand hold the truth of a made population, ${draws} draws`,
  run: async (print) => {
    const measurements = populations.map((population) => {
      const rows = coverageOf(population)
      print(population.name)
      for (const { measure, methods } of rows) {
        const shown = Object.entries(methods).map(
          ([method, { covered }]) => `${method} ${covered === null ? '-' : `${(covered * 100).toFixed(1)} %`}`,
        )
        print(`  ${measure.padEnd(30)} ${shown.join('   ')}`)
      }
      return { population, draws, rows }
    })
    return { measurements }
  },
}

function coverageOf(population: Population) {
  const coverage = createCoverage()
  const truth = populationRates(population, 0)
  for (let draw = 0; draw < draws; draw++) {
    const drawn = drawScores(population, createRng(`${population.name}, draw ${draw}`))
    const clusters = clustersOf(drawn, population.people)
    const rows = [...drawn.genuine.keys()]
    const [genuine, impostor] = [1, 0].map((flag) => rows.filter((row) => drawn.genuine[row] === flag))
    for (const fmr of targets) {
      const threshold = truth.thresholdAtFmr(fmr)
      const accepted = impostor!.map((row) => drawn.first[row]! >= threshold)
      const rejected = genuine!.map((row) => drawn.first[row]! < threshold)
      coverage.note(`FMR at threshold for ${fmr}`, fmr, {
        clustered: clusteredInterval({ pairIndices: impostor!, isError: accepted }, clusters),
      })
      coverage.note(`FNMR at threshold for ${fmr}`, truth.fnmrAt(threshold), {
        clustered: clusteredInterval({ pairIndices: genuine!, isError: rejected }, clusters),
      })
    }
  }
  return coverage.rows(draws)
}

function clustersOf({ reference, probe }: Draw, people: number): PairClusters {
  const couples = new Map<number, number>()
  const couple = reference.map((first, row) => {
    const second = probe[row]!
    if (first === second) return -1
    const key = Math.min(first, second) * people + Math.max(first, second)
    const known = couples.get(key) ?? couples.size
    couples.set(key, known)
    return known
  })
  return { personCount: people, coupleCount: couples.size, reference, probe, couple }
}
