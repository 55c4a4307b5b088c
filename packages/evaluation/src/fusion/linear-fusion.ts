import { fitLogistic, type LogisticOptions } from '#calibration/logistic-regression.ts'
import { EvaluationError } from '#evaluation-error.ts'
import { scoreMoments } from '#score-moments.ts'
import { peopleOf, requireSystemScores, type SystemScores } from './system-scores.ts'

/** A weighted sum of the scores of several systems, with the people whom it was fitted to. */
export interface LinearFusion {
  readonly rule: 'logistic' | 'sum'
  /** In the order of the systems. */
  readonly weights: readonly { readonly system: string; readonly weight: number }[]
  readonly offset: number
  /** Whom the weights have seen: their scores may not be judged by it. */
  readonly fittedTo: ReadonlySet<string>
}

/**
 * Weights by prior-weighted logistic regression, so that the sum is a log-likelihood ratio.
 *
 * @param development pairs of development people only
 * @throws EvaluationError as `fitLogistic`, where feature k is system k
 */
export function fitLogisticFusion(development: SystemScores, options: LogisticOptions = {}): LinearFusion {
  requireSystemScores(development)
  const { systems, genuine } = development
  const fit = fitLogistic({ features: systems.map(({ scores }) => scores), isGenuine: genuine }, options)
  return {
    rule: 'logistic',
    weights: systems.map(({ name }, k) => ({ system: name, weight: fit.weights[k]! })),
    offset: fit.offset,
    fittedTo: peopleOf(development),
  }
}

/**
 * The sum rule, the baseline that a fitted fusion has to beat: the scores of each system are shifted and scaled to mean 0 and
 * standard deviation 1 over all development pairs, then added with equal weight.
 *
 * @param development pairs of development people only
 * @throws EvaluationError `spread-zero` for a system of equal scores
 */
export function fitSumRule(development: SystemScores): LinearFusion {
  requireSystemScores(development)
  let offset = 0
  const weights = development.systems.map(({ name, scores }) => {
    const moments = scoreMoments(Float64Array.from(scores).sort())
    if (moments === null || !(moments.standardDeviation > 0)) {
      throw new EvaluationError({
        code: 'spread-zero',
        message: `Expected the development scores of "${name}" to differ but received ${moments === null ? 'none' : `${moments.mean} only`}`,
        details: { system: name },
      })
    }
    offset -= moments.mean / moments.standardDeviation
    return { system: name, weight: 1 / moments.standardDeviation }
  })
  return { rule: 'sum', weights, offset, fittedTo: peopleOf(development) }
}

/**
 * The fused score of every pair.
 *
 * @param test pairs of people whom the weights have not seen
 * @throws EvaluationError `people-overlap` when one of them was fitted to, `shape-mismatch` for other systems
 */
export function fuseScores({ weights, offset, fittedTo }: LinearFusion, test: SystemScores): Float64Array {
  const seen = [...peopleOf(test)].filter((person) => fittedTo.has(person))
  if (seen.length > 0) {
    throw new EvaluationError({
      code: 'people-overlap',
      message: `Expected nobody in the test whom the fusion was fitted to but received ${seen.length}, such as "${seen[0]}"`,
      details: { count: seen.length, people: seen.slice(0, 10) },
    })
  }
  return weightedSum({ weights, offset }, test)
}

/** The fused scores of the very pairs that the weights were fitted to, to fit something further with, never to report. */
export function fuseOwnScores(fusion: LinearFusion, development: SystemScores): Float64Array {
  return weightedSum(fusion, development)
}

function weightedSum(
  { weights, offset }: Pick<LinearFusion, 'weights' | 'offset'>,
  scores: SystemScores,
): Float64Array {
  requireSystemScores(scores)
  const { systems, genuine } = scores
  if (systems.length !== weights.length || systems.some(({ name }, k) => name !== weights[k]!.system)) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected the systems ${weights.map(({ system }) => `"${system}"`).join(', ')} but received ${systems.map(({ name }) => `"${name}"`).join(', ')}`,
    })
  }
  return Float64Array.from(genuine, (_, pair) =>
    systems.reduce((sum, { scores }, k) => sum + weights[k]!.weight * scores[pair]!, offset),
  )
}
