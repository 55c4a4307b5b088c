import { createRng } from '@maskmirror/core'
import { prepareScores } from '@maskmirror/evaluation'
import { pointsOfSet, type ScoreSet } from '@maskmirror/evaluation/score-sets'
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
  const thresholds = targets.map((fmr) => truth.thresholdAtFmr(fmr))
  for (let draw = 0; draw < draws; draw++) {
    const set = setOf(drawScores(population, createRng(`${population.name}, draw ${draw}`)))
    const scores = prepareScores({
      genuine: set.scores.filter((_, i) => set.genuine[i] === 1),
      impostor: set.scores.filter((_, i) => set.genuine[i] === 0),
    })
    const { atThresholds } = pointsOfSet(set, scores, { thresholds, fmrs: [] })
    for (const [i, point] of atThresholds.entries()) {
      const { fmrInterval, fnmrInterval, fmrBinomialInterval, fnmrBinomialInterval } = point
      coverage.note(`FMR at threshold for ${targets[i]}`, targets[i]!, {
        binomial: fmrBinomialInterval,
        clustered: fmrInterval,
      })
      coverage.note(`FNMR at threshold for ${targets[i]}`, truth.fnmrAt(thresholds[i]!), {
        binomial: fnmrBinomialInterval,
        clustered: fnmrInterval,
      })
    }
  }
  return coverage.rows(draws)
}

function setOf({ first, genuine, reference, probe }: Draw): ScoreSet {
  const names = Array.from(
    { length: [...reference, ...probe].reduce((most, person) => Math.max(most, person), -1) + 1 },
    (_, person) => `p${person}`,
  )
  return {
    setting: 'system:drawn',
    scores: first,
    genuine,
    people: { reference, probe, names },
    pictures: { reference: null, probe: null, names: [] },
    folds: null,
  }
}
