import { createRng } from '@maskmirror/core'
import { type Comparison, compareSettings, type ErrorRates, type RateInterval } from '@maskmirror/evaluation'
import {
  keptInBatches,
  planBootstrap,
  prepareColumn,
  type ResampledRows,
  replicateLength,
  resampleColumn,
  rowLayout,
  summariseBootstrap,
} from '@maskmirror/evaluation/bootstrap'
import { type Draw, drawScores, type PopulationRates, populationRates } from './clustered-scores.ts'
import { type Coverage, createCoverage } from './coverage.ts'
import { draws, populations, resamples, targets } from './interval-populations.ts'

/** `node --import tsx intervals-of-population.ts <number>`: prints as JSON how often the intervals of many draws hold the truth. */
function main(population: (typeof populations)[number]): void {
  const coverage = createCoverage()
  const truth = [populationRates(population, 0), populationRates(population, 1)] as const
  for (let i = 0; i < draws; i++) {
    const drawn = drawScores(population, createRng(`${population.name}, draw ${i}`))
    judgeDraw(drawn, truth, `draw ${i}`, coverage)
  }
  console.log(JSON.stringify(coverage.rows(draws)))
}

function judgeDraw(drawn: Draw, truth: readonly [PopulationRates, PopulationRates], seed: string, coverage: Coverage) {
  const thresholds = targets.map((fmr) => truth[0].thresholdAtFmr(fmr))
  const plan = planBootstrap({
    ...drawn,
    settings: [
      { id: 'first', scores: drawn.first, thresholds },
      { id: 'second', scores: drawn.second, thresholds },
    ],
    differences: [{ a: 'second', b: 'first' }],
    targets,
    resamples,
    seed,
  })
  const kept = keptInBatches(plan.seed, plan.personCount)
  const columns = plan.columns.map((_, index): ResampledRows => {
    const prepared = prepareColumn(plan, index)
    const replicates = new Float64Array(plan.resamples * replicateLength(plan, index))
    for (let batch = 0; batch < plan.batches; batch++) {
      resampleColumn(plan, prepared, { batch, kept: kept(batch) }, replicates)
    }
    return { facts: prepared.facts, replicates }
  })
  const certainty = summariseBootstrap(plan, columns)
  const { scored } = certainty.settings[0]!
  const { common } = certainty.differences[0]!
  const plain = plainIntervals(drawn, thresholds)
  const percentiles = (place: number) => percentileInterval(valuesAt(columns[0]!, place))
  const differencePercentiles = (place: number) => {
    const second = valuesAt(columns[1]!, place)
    return percentileInterval(valuesAt(columns[0]!, place).map((value, r) => second[r]! - value))
  }
  const note = (measure: string, value: number, methods: Record<string, RateInterval | null>) =>
    coverage.note(measure, value, methods)

  note('EER', truth[0].eer, { percentile: percentiles(rowLayout.eer), bootstrap: scored.eer })
  note('EER, difference', truth[1].eer - truth[0].eer, {
    percentile: differencePercentiles(rowLayout.eer),
    bootstrap: common.eer,
  })
  note('AUC', truth[0].auc, { percentile: percentiles(rowLayout.auc), bootstrap: scored.auc })
  note('AUC, difference', truth[1].auc - truth[0].auc, {
    percentile: differencePercentiles(rowLayout.auc),
    bootstrap: common.auc,
  })
  for (const [i, fmr] of targets.entries()) {
    const threshold = thresholds[i]!
    const [fnmr, secondFnmr] = [truth[0].fnmrAt(threshold), truth[1].fnmrAt(threshold)]
    const point = [plain.frozenFmr100, plain.frozenFmr1000][i]!
    const own = [plain.fmr100, plain.fmr1000][i]!
    const anchor = 1 + plan.columns[0]!.targets.length + i
    const [fmrPlace, fnmrPlace] = [
      rowLayout.fmrAtAnchor(plan.columns[0]!, anchor),
      rowLayout.fnmrAtAnchor(plan.columns[0]!, anchor),
    ]
    note(`FNMR at FMR ${fmr}`, fnmr, {
      binomial: own.supported ? own.fnmrBinomialInterval : null,
      percentile: percentiles(rowLayout.target(i)),
      bootstrap: scored.fnmrAtFmr[i]!.estimate,
    })
    note(`FNMR at FMR ${fmr}, difference`, secondFnmr - fnmr, {
      percentile: differencePercentiles(rowLayout.target(i)),
      bootstrap: common.fnmrAtFmr[i]!.estimate,
    })
    note(`FMR at threshold for ${fmr}`, fmr, {
      binomial: point.fmrBinomialInterval,
      clustered: point.fmrInterval,
      percentile: percentiles(fmrPlace),
      bootstrap: scored.atThresholds[i]!.fmr,
    })
    note(`FMR at threshold for ${fmr}, difference`, 0, {
      percentile: differencePercentiles(fmrPlace),
      bootstrap: common.atThresholds[i]!.fmr,
    })
    note(`FNMR at threshold for ${fmr}`, fnmr, {
      binomial: point.fnmrBinomialInterval,
      clustered: point.fnmrInterval,
      percentile: percentiles(fnmrPlace),
      bootstrap: scored.atThresholds[i]!.fnmr,
    })
    note(`FNMR at threshold for ${fmr}, difference`, secondFnmr - fnmr, {
      percentile: differencePercentiles(fnmrPlace),
      bootstrap: common.atThresholds[i]!.fnmr,
    })
  }
}

/** What the table of a run says of the first system, intervals without resampling among it. */
function plainIntervals({ genuine, reference, probe, first }: Draw, thresholds: readonly number[]): ErrorRates {
  const comparisons = Array.from(
    first,
    (score, pairIndex): Comparison => ({
      pairIndex,
      genuine: genuine[pairIndex] === 1,
      outcome: { ok: true, score },
    }),
  )
  const table = compareSettings({
    settings: [{ setting: 'umr-ump', comparisons }],
    people: Array.from(reference, (person, i) => ({ reference: `${person}`, probe: `${probe[i]}` })),
    frozenThresholds: { fmr100: thresholds[0]!, fmr1000: thresholds[1]! },
  })
  return table.settings[0]!.scored.rates!
}

function valuesAt({ replicates }: ResampledRows, place: number): Float64Array {
  const length = replicates.length / resamples
  return Float64Array.from({ length: resamples }, (_, r) => replicates[r * length + place]!)
}

/** The middle 95 % of the resamples as they are. */
function percentileInterval(values: Float64Array): RateInterval {
  const sorted = values.toSorted()
  const tail = Math.floor(0.025 * sorted.length)
  return { low: sorted[tail]!, high: sorted[sorted.length - 1 - tail]! }
}

main(populations[Number(process.argv[2])]!)
