import type { Outcome } from '@maskmirror/core'
import { z } from 'zod'
import type { PairPeople } from '#comparison.ts'
import { ScoreMeasuresSchema } from '#comparison-table.ts'
import { scoreMeasures } from '#error-rate-measures.ts'
import { CohortSchema, type CohortScores, cohortStatistics } from '#normalisation/cohort-statistics.ts'
import {
  type IndexedScores,
  type NormalisedScores,
  sNorm,
  tNorm,
  zNorm,
  ztNorm,
} from '#normalisation/normalise-scores.ts'
import { pairClusters } from '#pair-clusters.ts'
import { attempt } from './attempt.ts'

export const NormalisedArmSchema = z.object({
  method: z.enum(['none', 'z', 't', 'zt', 's', 'adaptive-s']),
  /** In the order in which they were applied; empty for `none`. */
  cohorts: z.array(CohortSchema),
  measures: ScoreMeasuresSchema,
})

/** One way of normalising, measured. */
export type NormalisedArm = z.infer<typeof NormalisedArmSchema>

export interface NormaliseInput {
  /** Scores of the pairs that are measured. */
  readonly pairs: IndexedScores
  /** Element i: what pair i is. Nobody of the cohorts is among its people. */
  readonly genuine: readonly boolean[]
  readonly people: readonly PairPeople[]
  readonly cohorts: {
    /** The references (rows) against a cohort in the role of probes. */
    readonly z: CohortScores
    /** The probes (rows) against a cohort of other people in the role of references. */
    readonly t: CohortScores
    /** The T-cohort (rows) against the Z-cohort. */
    readonly zt: CohortScores
  }
}

/** Share of a cohort that adaptive S-norm keeps, at least 2 pictures (our choice). */
const adaptiveShare = 1 / 3

/**
 * The same pairs without normalisation and with Z, T, ZT, S and adaptive S. Normalised scores have another scale, so that
 * thresholds of other scores mean nothing for them: rates are at each arm's own.
 *
 * @returns a failure with the code of the error when a cohort is too small or a picture's scores with it do not differ
 */
export function normaliseArms(input: NormaliseInput): Outcome<NormalisedArm[]> {
  return attempt(() => armsOf(input))
}

function armsOf({ pairs, genuine, people, cohorts }: NormaliseInput): NormalisedArm[] {
  const clusters = pairClusters(people)
  const measure = (scores: ArrayLike<number>) => {
    const classOf = (wanted: boolean) => {
      const pairIndices = genuine.flatMap((isGenuine, pair) => (isGenuine === wanted ? [pair] : []))
      return { pairIndices, scores: pairIndices.map((pair) => scores[pair]!) }
    }
    return scoreMeasures(
      { genuine: classOf(true), impostor: classOf(false), failed: { genuine: [], impostor: [] } },
      { frozen: { fmr100: null, fmr1000: null }, clusters },
    )
  }
  const [references, probes] = [cohortStatistics(cohorts.z), cohortStatistics(cohorts.t)]
  const closest = (scores: CohortScores) =>
    cohortStatistics(scores, { top: Math.max(2, Math.floor(scores.columns * adaptiveShare)) })
  const arm = (method: NormalisedArm['method'], normalised: NormalisedScores): NormalisedArm => ({
    method,
    cohorts: [...normalised.cohorts],
    measures: measure(normalised.scores),
  })
  return [
    { method: 'none', cohorts: [], measures: measure(pairs.scores) },
    arm('z', zNorm(pairs, references)),
    arm('t', tNorm(pairs, probes)),
    arm('zt', ztNorm(pairs, { references, probes: cohorts.t, tReferences: cohortStatistics(cohorts.zt) })),
    arm('s', sNorm(pairs, { references, probes })),
    arm('adaptive-s', sNorm(pairs, { references: closest(cohorts.z), probes: closest(cohorts.t) })),
  ]
}
