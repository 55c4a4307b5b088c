import { z } from 'zod'
import { EvaluationError } from '#evaluation-error.ts'
import { scoreMoments } from '#score-moments.ts'

export const CohortSchema = z.object({
  /** What the cohort is: the set of people and how it was chosen. None of them may be in the test. */
  name: z.string(),
  /** Pictures in the cohort. */
  size: z.int().positive(),
  /** What the cohort's pictures wear. A cohort that is masked like the probe sees the same shift of scores as the probe. */
  mask: z.enum(['unmasked', 'masked', 'treated']),
  /** How many of the highest cohort scores were kept for each picture; null for all. */
  top: z.int().min(2).nullable(),
})

/** The pictures of other people that a score was normalised with. */
export type Cohort = z.infer<typeof CohortSchema>

/** Scores between pictures and the pictures of a cohort. */
export interface CohortScores {
  readonly name: string
  readonly mask: Cohort['mask']
  /** Pictures of one side of the comparisons. */
  readonly rows: number
  /** Pictures of the cohort; at least 2. */
  readonly columns: number
  /** rows × columns, row by row. */
  readonly values: ArrayLike<number>
}

/** Where each picture's scores with the cohort lie. */
export interface CohortStatistics {
  readonly cohort: Cohort
  /** Element i: mean score of picture i with the cohort. */
  readonly mean: Float64Array
  /** Element i: population standard deviation, above 0. */
  readonly standardDeviation: Float64Array
}

/**
 * Mean and population standard deviation of each row of cohort scores, O(rows × columns log columns).
 *
 * @param options.top keeps only this many of the highest scores of each row, the closest people (adaptive normalisation); default all
 * @throws EvaluationError `shape-mismatch`, `count-out-of-range` for `top` outside 2..columns, `score-not-finite`, and `spread-zero` when
 *   the kept scores of a row are equal, where normalised scores do not exist
 */
export function cohortStatistics(scores: CohortScores, { top = null }: { top?: number | null } = {}): CohortStatistics {
  const { name, mask, rows, columns, values } = scores
  requireShape(scores, top)
  const mean = new Float64Array(rows)
  const standardDeviation = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const ascending = Float64Array.from({ length: columns }, (_, column) => values[row * columns + column]!).sort()
    // NaN is sorted to the end
    if (!Number.isFinite(ascending[0]!) || !Number.isFinite(ascending[columns - 1]!)) {
      throw new EvaluationError({
        code: 'score-not-finite',
        message: `Expected finite scores with the cohort "${name}" but row ${row} has others`,
        details: { cohort: name, row },
      })
    }
    const moments = scoreMoments(top === null ? ascending : ascending.subarray(columns - top))!
    if (!(moments.standardDeviation > 0)) {
      throw new EvaluationError({
        code: 'spread-zero',
        message: `Expected scores with the cohort "${name}" that differ but those of row ${row} are all ${moments.mean}`,
        details: { cohort: name, row, score: moments.mean },
      })
    }
    mean[row] = moments.mean
    standardDeviation[row] = moments.standardDeviation
  }
  return { cohort: { name, size: columns, mask, top }, mean, standardDeviation }
}

function requireShape({ name, rows, columns, values }: CohortScores, top: number | null): void {
  if (columns < 2 || values.length !== rows * columns) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected the scores with the cohort "${name}" to be rows × columns with at least 2 columns but received ${rows} × ${columns} and ${values.length} values`,
      details: { cohort: name, rows, columns, values: values.length },
    })
  }
  if (top !== null && !(Number.isSafeInteger(top) && top >= 2 && top <= columns)) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected top to be a whole number in 2..${columns} but received ${top}`,
      details: { cohort: name, top, columns },
    })
  }
}
