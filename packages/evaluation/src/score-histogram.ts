import { z } from 'zod'
import { EvaluationError } from './evaluation-error.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { countBelow } from './sorted-array.ts'

const counts = z.array(z.int().nonnegative())

export const ScoreHistogramSchema = z.object({
  /** Ascending; one more than there are bins. A bin holds its lower edge, the last bin both. */
  edges: z.array(z.number()),
  /** Genuine comparisons in each bin. */
  genuine: counts,
  /** Impostor comparisons in each bin. */
  impostor: counts,
})

/** Counts of both classes in the same bins of equal width. */
export type ScoreHistogram = z.infer<typeof ScoreHistogramSchema>

export interface ScoreRange {
  readonly low: number
  readonly high: number
}

/**
 * The smallest and largest score of several settings, to give their histograms the same bins. When all scores are equal,
 * half a unit is added on both sides.
 *
 * @throws EvaluationError `scores-empty`
 */
export function scoreRange(settings: readonly PreparedScores[]): ScoreRange {
  const { low, high } = extent(settings)
  return low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }
}

/**
 * Both classes counted in the same bins of equal width. O(bins · log n).
 *
 * @param options.binCount 1..10000; default 60 (our choice)
 * @param options.range must hold every score; default from the smallest to the largest
 * @throws EvaluationError `count-out-of-range`, `score-outside-range`
 */
export function scoreHistogram(
  scores: PreparedScores,
  { binCount = 60, range = scoreRange([scores]) }: { binCount?: number; range?: ScoreRange } = {},
): ScoreHistogram {
  if (!Number.isInteger(binCount) || binCount < 1 || binCount > 10000) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected binCount to be a whole number in 1..10000 but received ${binCount}`,
      details: { binCount },
    })
  }
  const own = extent([scores])
  if (!(range.low < range.high && range.low <= own.low && own.high <= range.high)) {
    throw new EvaluationError({
      code: 'score-outside-range',
      message: `Expected range to hold all scores from ${own.low} to ${own.high} but received ${range.low} to ${range.high}`,
      details: { range, scores: own },
    })
  }
  const width = (range.high - range.low) / binCount
  const edges = Array.from({ length: binCount + 1 }, (_, i) => (i === binCount ? range.high : range.low + i * width))
  return { edges, genuine: binned(scores.genuine, edges), impostor: binned(scores.impostor, edges) }
}

function binned(ascending: Float64Array, edges: readonly number[]): number[] {
  const below = edges.map((edge, i) => (i === edges.length - 1 ? ascending.length : countBelow(ascending, edge)))
  return below.slice(1).map((count, i) => count - below[i]!)
}

function extent(settings: readonly PreparedScores[]): ScoreRange {
  let low = Infinity
  let high = -Infinity
  for (const { genuine, impostor } of settings) {
    for (const scores of [genuine, impostor]) {
      low = Math.min(low, scores[0] ?? Infinity)
      high = Math.max(high, scores.at(-1) ?? -Infinity)
    }
  }
  if (low === Infinity) {
    throw new EvaluationError({
      code: 'scores-empty',
      message: `Expected at least one setting with scores but received ${settings.length}`,
      details: { settings: settings.length },
    })
  }
  return { low, high }
}
