import { z } from 'zod'
import { CalibrationCostSchema, calibrationCost } from '#calibration/calibration.ts'
import type { LogisticOptions } from '#calibration/logistic-regression.ts'
import { equalErrorRate } from '#equal-error-rate.ts'
import { pointOf } from '#error-rate-measures.ts'
import { EvaluationError } from '#evaluation-error.ts'
import { type PairClusters, pairClusters } from '#pair-clusters.ts'
import type { PeopleSplit } from '#people-split.ts'
import { rocAuc } from '#roc-auc.ts'
import { preparedFrom, type SettingScores } from '#setting-scores.ts'
import { TableOperatingPointSchema } from '#table-rates.ts'
import { thresholdAtFmr } from '#threshold-at-fmr.ts'
import { fitLogisticFusion, fitSumRule, fuseOwnScores, fuseScores, type LinearFusion } from './linear-fusion.ts'
import { pairsWhere, type SystemScores } from './system-scores.ts'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)
const ClassCountsSchema = z.object({ genuine: count, impostor: count })

const ArmMeasuresSchema = z.object({
  /** At the crossing on the test people themselves. */
  eer: rate,
  auc: rate,
  /** Test people at thresholds fitted on the development people; null when these have too few impostor scores for the target. */
  fmr100: TableOperatingPointSchema.nullable(),
  fmr1000: TableOperatingPointSchema.nullable(),
  /** Calibrated on the development people. */
  cost: CalibrationCostSchema,
})

/** One system, or one fusion of them, on people whom nothing was fitted to. */
export type ArmMeasures = z.infer<typeof ArmMeasuresSchema>

const FusedArmSchema = z.object({
  weights: z.array(z.object({ system: z.string(), weight: z.number() })),
  offset: z.number(),
  measures: ArmMeasuresSchema,
})

export const FusionSchema = z.object({
  /** Names the halves of people. */
  seed: z.string(),
  development: ClassCountsSchema,
  test: ClassCountsSchema,
  /** Pairs with one person in each half, which neither half uses, and pairs that not every system scored. */
  dropped: z.object({ acrossHalves: count, notScored: count }),
  systems: z.array(z.object({ system: z.string(), measures: ArmMeasuresSchema })),
  /** Equal weights after scaling: the baseline. */
  sum: FusedArmSchema,
  /** Weights by logistic regression. */
  logistic: FusedArmSchema,
})

/** Several systems alone and fused, fitted on one half of the people and measured on the other. */
export type Fusion = z.infer<typeof FusionSchema>

/** What is fused. */
export interface FusionInput {
  /** At least one; scores one a pair, null where the system failed. */
  readonly systems: readonly { readonly name: string; readonly scores: readonly (number | null)[] }[]
  readonly genuine: readonly boolean[]
  readonly people: SystemScores['people']
  readonly split: PeopleSplit
}

/**
 * Fuses systems: everything that is fitted (weights, scales, thresholds, calibration) comes from the development people, every
 * number from the test people. Pairs that a system failed on are left out for all, so that all are measured on the same pairs.
 *
 * @throws EvaluationError `people-overlap` when the halves of the split share a person, `scores-empty` when a half lacks a class,
 *   `shape-mismatch`, and as `fitLogistic`
 */
export function fuse({ systems, genuine, people, split }: FusionInput, options: LogisticOptions = {}): Fusion {
  const isScored = (pair: number) => systems.every(({ scores }) => typeof scores[pair] === 'number')
  const all: SystemScores = {
    systems: systems.map(({ name, scores }) => ({ name, scores: scores.map((score) => score ?? Number.NaN) })),
    genuine,
    people,
  }
  const half = (which: 'development' | 'test') =>
    pairsWhere(all, (pair) => split.halfOfPair[pair] === which && isScored(pair))
  const [development, test] = [half('development'), half('test')]
  const context: Halves = { development, test, clusters: pairClusters(test.people) }
  const fused = (fusion: LinearFusion) => ({
    weights: fusion.weights.map((one) => ({ ...one })),
    offset: fusion.offset,
    measures: measure(fuseOwnScores(fusion, development), fuseScores(fusion, test), context),
  })
  return {
    seed: split.seed,
    development: classCounts(development),
    test: classCounts(test),
    dropped: {
      acrossHalves: genuine.filter((_, pair) => isScored(pair) && split.halfOfPair[pair] === null).length,
      notScored: genuine.filter((_, pair) => !isScored(pair)).length,
    },
    systems: test.systems.map(({ name, scores }, k) => ({
      system: name,
      measures: measure(development.systems[k]!.scores, scores, context),
    })),
    sum: fused(fitSumRule(development)),
    logistic: fused(fitLogisticFusion(development, options)),
  }
}

interface Halves {
  readonly development: SystemScores
  readonly test: SystemScores
  /** Of the test pairs. */
  readonly clusters: PairClusters
}

function measure(
  developmentScores: ArrayLike<number>,
  testScores: ArrayLike<number>,
  { development, test, clusters }: Halves,
): ArmMeasures {
  const byClass = takenApart(testScores, test.genuine)
  const fitted = requireClasses(takenApart(developmentScores, development.genuine), 'development')
  const scores = requireClasses(byClass, 'test')
  const pointAt = (targetFmr: number) => {
    const answer = thresholdAtFmr(fitted, targetFmr)
    return answer.supported ? pointOf(scores, byClass, answer.threshold, clusters) : null
  }
  return {
    eer: equalErrorRate(scores)!.eer, // without failures the curves always cross
    auc: rocAuc(scores),
    fmr100: pointAt(0.01),
    fmr1000: pointAt(0.001),
    cost: calibrationCost({ development: fitted, test: scores }),
  }
}

function takenApart(scores: ArrayLike<number>, genuine: readonly boolean[]): SettingScores {
  const classOf = (wanted: boolean) => {
    const pairIndices = genuine.flatMap((isGenuine, pair) => (isGenuine === wanted ? [pair] : []))
    return { pairIndices, scores: pairIndices.map((pair) => scores[pair]!) }
  }
  return { genuine: classOf(true), impostor: classOf(false), failed: { genuine: [], impostor: [] } }
}

function requireClasses(scores: SettingScores, half: 'development' | 'test') {
  const prepared = preparedFrom(scores)
  if (prepared !== null) return prepared
  throw new EvaluationError({
    code: 'scores-empty',
    message: `Expected genuine and impostor pairs of ${half} people that every system scored but received ${scores.genuine.scores.length} genuine and ${scores.impostor.scores.length} impostor`,
    details: { half },
  })
}

function classCounts({ genuine }: SystemScores) {
  const ofOnePerson = genuine.filter((isGenuine) => isGenuine).length
  return { genuine: ofOnePerson, impostor: genuine.length - ofOnePerson }
}
