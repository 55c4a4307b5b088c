import { EvaluationError } from '#evaluation-error.ts'
import { softplus } from './softplus.ts'
import { solvePositiveDefinite } from './solve-positive-definite.ts'

/** Examples of two classes. */
export interface LogisticExamples {
  /** One array a feature, all of the length of `isGenuine`; finite. */
  readonly features: readonly ArrayLike<number>[]
  readonly isGenuine: ArrayLike<boolean>
}

export interface LogisticOptions {
  /** Weight of the genuine class in the cost, in (0, 1), however many examples it has; default 0.5. */
  readonly prior?: number
  /** Penalty ridge / 2 · Σ weight² on the weights of features scaled to standard deviation 1; default 1e-6. */
  readonly ridge?: number
}

/** A linear log-likelihood ratio, natural logarithm: offset + Σ weights[k] · feature k. */
export interface LogisticFit {
  readonly weights: readonly number[]
  readonly offset: number
  readonly prior: number
  readonly ridge: number
}

/** Newton steps before giving up: the cost is convex and smooth, a dozen are usual. */
const mostSteps = 100

/**
 * Prior-weighted logistic regression by Newton's method with step halving: no randomness, the same result everywhere.
 *
 * The cost is prior · mean of softplus(-l) over genuine examples plus (1 - prior) · mean of softplus(l) over impostor ones, where
 * l is the log-likelihood ratio plus logit(prior), plus the penalty. The small default ridge (our choice) changes nothing that
 * can be seen, except that classes which a threshold separates get finite weights.
 *
 * @throws EvaluationError `shape-mismatch`, `scores-empty` when a class has no example, `rate-out-of-range` for the prior,
 *   `count-out-of-range` for a ridge not above 0, `score-not-finite`, `spread-zero` for a feature of equal values,
 *   `fit-not-converged`
 */
export function fitLogistic(
  examples: LogisticExamples,
  { prior = 0.5, ridge = 1e-6 }: LogisticOptions = {},
): LogisticFit {
  requireOptions(prior, ridge)
  const { isGenuine } = examples
  const genuineCount = countGenuine(examples)
  const scalings = examples.features.map((feature, k) => scalingOf(feature, k))
  const columns = examples.features.map((feature, k) =>
    Float64Array.from(feature, (value) => (value - scalings[k]!.mean) / scalings[k]!.standardDeviation),
  )
  const problem: Problem = {
    columns,
    isGenuine,
    genuineWeight: prior / genuineCount,
    impostorWeight: (1 - prior) / (isGenuine.length - genuineCount),
    shift: Math.log(prior) - Math.log1p(-prior),
    ridge,
  }
  const scaled = minimise(problem)
  const weights = scalings.map(({ standardDeviation }, k) => scaled[k]! / standardDeviation)
  const offset = weights.reduce((sum, weight, k) => sum - weight * scalings[k]!.mean, scaled.at(-1)!)
  return { weights, offset, prior, ridge }
}

interface Problem {
  readonly columns: readonly Float64Array[]
  readonly isGenuine: ArrayLike<boolean>
  readonly genuineWeight: number
  readonly impostorWeight: number
  readonly shift: number
  readonly ridge: number
}

/** @returns the weights of the scaled features, then the offset */
function minimise(problem: Problem): Float64Array {
  const size = problem.columns.length + 1
  let at = new Float64Array(size)
  let cost = costAt(problem, at)
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, curvature } = derivativesAt(problem, at)
    const direction = solvePositiveDefinite(curvature, gradient)
    const decrease = direction.reduce((sum, value, k) => sum + value * gradient[k]!, 0)
    if (decrease < 1e-24) return at // twice the distance to the lowest cost, far below its rounding
    let length = 1
    let next = at
    let nextCost = Infinity
    do {
      next = at.map((value, k) => value - length * direction[k]!)
      nextCost = costAt(problem, next)
      length /= 2
    } while (nextCost > cost && length > 1e-6)
    if (nextCost > cost && decrease > 1e-10) break
    // what is left to gain is below the rounding of the cost
    if (nextCost > cost || (nextCost === cost && decrease < 1e-14)) return at
    at = next
    cost = nextCost
  }
  throw new EvaluationError({
    code: 'fit-not-converged',
    message: `Expected the logistic regression to converge within ${mostSteps} steps but it stopped at the cost ${cost}`,
    details: { cost, steps: mostSteps },
  })
}

function ratioAt({ columns, shift }: Problem, at: Float64Array, i: number): number {
  let ratio = at[columns.length]! + shift
  for (let k = 0; k < columns.length; k++) ratio += at[k]! * columns[k]![i]!
  return ratio
}

function costAt(problem: Problem, at: Float64Array): number {
  const { columns, isGenuine, genuineWeight, impostorWeight, ridge } = problem
  let genuine = 0
  let impostor = 0
  for (let i = 0; i < isGenuine.length; i++) {
    const ratio = ratioAt(problem, at, i)
    if (isGenuine[i]) genuine += softplus(-ratio)
    else impostor += softplus(ratio)
  }
  let penalty = 0
  for (let k = 0; k < columns.length; k++) penalty += at[k]! ** 2
  return genuineWeight * genuine + impostorWeight * impostor + (ridge / 2) * penalty
}

function derivativesAt(problem: Problem, at: Float64Array): { gradient: Float64Array; curvature: Float64Array[] } {
  const { columns, isGenuine, genuineWeight, impostorWeight, ridge } = problem
  const size = columns.length + 1
  const gradient = new Float64Array(size)
  const curvature = Array.from({ length: size }, () => new Float64Array(size))
  const row = new Float64Array(size).fill(1)
  for (let i = 0; i < isGenuine.length; i++) {
    const ratio = ratioAt(problem, at, i)
    const weight = isGenuine[i] ? genuineWeight : impostorWeight
    const probability = 1 / (1 + Math.exp(-ratio))
    const slope = weight * (isGenuine[i] ? -1 / (1 + Math.exp(ratio)) : probability)
    const bend = weight * probability * (1 / (1 + Math.exp(ratio)))
    for (let k = 0; k < columns.length; k++) row[k] = columns[k]![i]!
    for (let k = 0; k < size; k++) {
      gradient[k]! += slope * row[k]!
      for (let l = 0; l <= k; l++) curvature[k]![l]! += bend * row[k]! * row[l]!
    }
  }
  for (let k = 0; k < columns.length; k++) {
    gradient[k]! += ridge * at[k]!
    curvature[k]![k]! += ridge
  }
  return { gradient, curvature }
}

/** Mean and population standard deviation of a feature. */
function scalingOf(feature: ArrayLike<number>, k: number): { mean: number; standardDeviation: number } {
  let sum = 0
  for (let i = 0; i < feature.length; i++) {
    if (!Number.isFinite(feature[i]!)) {
      throw new EvaluationError({
        code: 'score-not-finite',
        message: `Expected value ${i} of feature ${k} to be a finite number but received ${feature[i]}`,
        details: { feature: k, index: i },
      })
    }
    sum += feature[i]!
  }
  const mean = sum / feature.length
  let squares = 0
  let constant = true
  for (let i = 0; i < feature.length; i++) {
    squares += (feature[i]! - mean) ** 2
    if (feature[i] !== feature[0]) constant = false
  }
  if (constant) {
    throw new EvaluationError({
      code: 'spread-zero',
      message: `Expected the values of feature ${k} to differ but all ${feature.length} are ${feature[0]}`,
      details: { feature: k, value: feature[0]! },
    })
  }
  return { mean, standardDeviation: Math.sqrt(squares / feature.length) }
}

function countGenuine({ features, isGenuine }: LogisticExamples): number {
  for (const [k, feature] of features.entries()) {
    if (feature.length === isGenuine.length) continue
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected feature ${k} to have a value for each of ${isGenuine.length} examples but received ${feature.length}`,
      details: { feature: k, expected: isGenuine.length, received: feature.length },
    })
  }
  let genuine = 0
  for (let i = 0; i < isGenuine.length; i++) if (isGenuine[i]) genuine++
  const counts = { genuine, impostor: isGenuine.length - genuine }
  for (const kind of ['genuine', 'impostor'] as const) {
    if (counts[kind] > 0) continue
    throw new EvaluationError({
      code: 'scores-empty',
      message: `Expected genuine and impostor examples to fit to but received ${counts.genuine} genuine and ${counts.impostor} impostor`,
      details: { kind, ...counts },
    })
  }
  return genuine
}

function requireOptions(prior: number, ridge: number): void {
  if (!(prior > 0 && prior < 1)) {
    throw new EvaluationError({
      code: 'rate-out-of-range',
      message: `Expected prior in (0, 1) but received ${prior}`,
      details: { prior },
    })
  }
  if (!(ridge > 0 && ridge < Infinity)) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected ridge to be a finite number above 0 but received ${ridge}`,
      details: { ridge },
    })
  }
}
