import { EvaluationError } from '#evaluation-error.ts'
import { type Cohort, type CohortScores, type CohortStatistics, cohortStatistics } from './cohort-statistics.ts'

/** Scores of comparisons and the pictures on them; arrays of equal length. */
export interface IndexedScores {
  readonly scores: ArrayLike<number>
  /** Element i: row of comparison i's reference in the statistics of references. */
  readonly reference: ArrayLike<number>
  /** Element i: row of comparison i's probe in the statistics of probes. */
  readonly probe: ArrayLike<number>
}

/** Normalised scores with what they were normalised with; higher is still more similar. */
export interface NormalisedScores {
  readonly method: 'z' | 't' | 'zt' | 's'
  /** In the order in which they were applied; a `top` in them makes the method an adaptive one. */
  readonly cohorts: readonly Cohort[]
  readonly scores: Float64Array
}

/** Z-norm (Li & Porter 1988): how far a score is above those of its reference with a cohort of other probes, in standard deviations. */
export function zNorm(pairs: IndexedScores, references: CohortStatistics): NormalisedScores {
  requirePairs(pairs)
  const scores = Float64Array.from(pairs.scores, (score, i) => scaled(score, references, pairs.reference[i]!))
  return { method: 'z', cohorts: [references.cohort], scores }
}

/** T-norm (Auckenthaler, Carey & Lloyd-Thomas 2000): the same for the probe's scores with a cohort of other references. */
export function tNorm(pairs: IndexedScores, probes: CohortStatistics): NormalisedScores {
  requirePairs(pairs)
  const scores = Float64Array.from(pairs.scores, (score, i) => scaled(score, probes, pairs.probe[i]!))
  return { method: 't', cohorts: [probes.cohort], scores }
}

/**
 * S-norm (Kenny 2010): the mean of Z-norm and T-norm, the same when the sides are swapped. With statistics over the `top` of
 * each side's own cohort scores it is the adaptive S-norm (Matějka et al. 2017, AS-norm1).
 */
export function sNorm(
  pairs: IndexedScores,
  { references, probes }: { references: CohortStatistics; probes: CohortStatistics },
): NormalisedScores {
  const [z, t] = [zNorm(pairs, references), tNorm(pairs, probes)]
  return {
    method: 's',
    cohorts: [references.cohort, probes.cohort],
    scores: z.scores.map((score, i) => (score + t.scores[i]!) / 2),
  }
}

/**
 * ZT-norm: Z-norm, then T-norm with cohort scores that were Z-normed themselves.
 *
 * @param cohorts.references statistics of the references with the Z-cohort
 * @param cohorts.probes scores of the probes (rows) with the T-cohort (columns)
 * @param cohorts.tReferences statistics of the T-cohort's pictures, as rows, with the Z-cohort
 * @throws EvaluationError as `cohortStatistics` does
 */
export function ztNorm(
  pairs: IndexedScores,
  cohorts: { references: CohortStatistics; probes: CohortScores; tReferences: CohortStatistics },
): NormalisedScores {
  const { references, probes, tReferences } = cohorts
  if (tReferences.mean.length !== probes.columns) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected tReferences to have a row for each of ${probes.columns} pictures of the cohort "${probes.name}" but received ${tReferences.mean.length}`,
    })
  }
  const values = Float64Array.from(probes.values, (score, i) => scaled(score, tReferences, i % probes.columns))
  const t = cohortStatistics({ ...probes, values })
  const z = zNorm(pairs, references)
  return { ...tNorm({ ...pairs, scores: z.scores }, t), method: 'zt', cohorts: [references.cohort, t.cohort] }
}

function scaled(score: number, { mean, standardDeviation }: CohortStatistics, row: number): number {
  if (!(row >= 0 && row < mean.length)) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected a row in 0..${mean.length - 1} of the statistics but received ${row}`,
    })
  }
  return (score - mean[row]!) / standardDeviation[row]!
}

function requirePairs({ scores, reference, probe }: IndexedScores): void {
  if (reference.length === scores.length && probe.length === scores.length) return
  throw new EvaluationError({
    code: 'shape-mismatch',
    message: `Expected a reference and a probe for each of ${scores.length} scores but received ${reference.length} and ${probe.length}`,
  })
}
