import { z } from 'zod'
import { EvaluationError } from './evaluation-error.ts'

const rate = z.number().min(0).max(1)

export const FoldAccuracySchema = z.object({
  /** Share of right decisions, mean over the folds. */
  mean: rate,
  /** Population standard deviation over the folds, as the LFW literature reports it. It is no interval. */
  standardDeviation: z.number().nonnegative(),
  perFold: z.array(z.object({ threshold: z.number(), accuracy: rate })),
  /** VAL at FAR 0.1 %; null when the training folds have too few impostor pairs for this rate. */
  val: z.object({ mean: rate, standardDeviation: z.number().nonnegative(), farMean: rate }).nullable(),
})

/** Accuracy over folds; thresholds are squared distances, `distance < threshold` is accepted. */
export type FoldAccuracy = z.infer<typeof FoldAccuracySchema>

/** FAR that VAL is read at (FaceNet, 2015). */
const valFar = 1e-3

/**
 * The rule of LFW (Huang et al., 2007) in the form that recognisers report: thresholds 0, 0.01 … 3.99 on the squared distance of
 * unit vectors; the lowest of the best thresholds of all other folds decides on each fold.
 *
 * VAL, the share of genuine pairs accepted, takes from thresholds 0, 0.001 … 3.999 the largest whose FAR on the other folds is at
 * most 0.1 %. Programs that interpolate between grid points give other values, so a VAL must name its rule.
 *
 * @param distances squared distances, 0..4
 * @param genuine element i: whether pair i shows one person
 * @param folds element i: the fold of pair i, whole numbers from 0 without gaps; at least two, each with both classes
 * @throws EvaluationError `pair-list-mismatch` for arrays of different lengths, `folds-unusable`
 */
export function foldAccuracy(
  distances: ArrayLike<number>,
  genuine: ArrayLike<boolean>,
  folds: ArrayLike<number>,
): FoldAccuracy {
  const { length } = distances
  if (genuine.length !== length || folds.length !== length) {
    throw new EvaluationError({
      code: 'pair-list-mismatch',
      message: `Expected a class and a fold for each of ${length} distances but received ${genuine.length} and ${folds.length}`,
    })
  }
  const count = Array.from(folds).reduce((most, fold) => Math.max(most, fold + 1), 0)
  const perFold = Array.from({ length: count }, (_, fold) => {
    const members = Array.from(folds).flatMap((of, i) => (of === fold ? [i] : []))
    return {
      genuine: members.filter((i) => genuine[i]!).map((i) => distances[i]!),
      impostor: members.filter((i) => !genuine[i]!).map((i) => distances[i]!),
    }
  })
  if (count < 2 || perFold.some((fold) => fold.genuine.length === 0 || fold.impostor.length === 0)) {
    throw new EvaluationError({
      code: 'folds-unusable',
      message: `Expected at least two folds with genuine and impostor pairs each but received ${count} folds of ${perFold.map((fold) => `${fold.genuine.length}/${fold.impostor.length}`).join(', ')}`,
      details: { count },
    })
  }
  const decided = bestThresholds(perFold)
  return { ...meanAndDeviation(decided.map(({ accuracy }) => accuracy)), perFold: decided, val: valAtFar(perFold) }
}

interface Fold {
  readonly genuine: readonly number[]
  readonly impostor: readonly number[]
}

/** Accepted comparisons by threshold index: how many distances are below `index * step`. */
function acceptedByThreshold(distances: readonly number[], step: number): Int32Array {
  const accepted = new Int32Array(Math.round(4 / step))
  for (const distance of distances) {
    // a division can land on either side of the grid point
    let index = Math.max(0, Math.floor(distance / step))
    while (index > 0 && distance < (index - 1) * step) index--
    while (distance >= index * step) index++
    if (index < accepted.length) accepted[index]!++
  }
  for (let i = 1; i < accepted.length; i++) accepted[i]! += accepted[i - 1]!
  return accepted
}

/** For each fold the sum of the arrays of all other folds. */
function sumOfOthers(arrays: readonly Int32Array[]): Int32Array[] {
  const all = new Int32Array(arrays[0]!.length)
  for (const array of arrays) for (let i = 0; i < all.length; i++) all[i]! += array[i]!
  return arrays.map((array) => all.map((value, i) => value - array[i]!))
}

function bestThresholds(folds: readonly Fold[]): { threshold: number; accuracy: number }[] {
  const step = 0.01
  const correct = folds.map(({ genuine, impostor }) => {
    const falseMatches = acceptedByThreshold(impostor, step)
    return acceptedByThreshold(genuine, step).map((hits, i) => hits + impostor.length - falseMatches[i]!)
  })
  return sumOfOthers(correct).map((training, fold) => {
    const best = training.indexOf(training.reduce((most, value) => Math.max(most, value), 0))
    const size = folds[fold]!.genuine.length + folds[fold]!.impostor.length
    return { threshold: best * step, accuracy: correct[fold]![best]! / size }
  })
}

function valAtFar(folds: readonly Fold[]): FoldAccuracy['val'] {
  const step = 0.001
  const impostors = folds.reduce((sum, { impostor }) => sum + impostor.length, 0)
  const hits = folds.map(({ genuine }) => acceptedByThreshold(genuine, step))
  const falseMatches = folds.map(({ impostor }) => acceptedByThreshold(impostor, step))
  const results = sumOfOthers(falseMatches).map((training, fold) => {
    const { genuine, impostor } = folds[fold]!
    const trainingCount = impostors - impostor.length
    if (1 / trainingCount > valFar) return null
    const chosen = training.findLastIndex((accepted) => accepted / trainingCount <= valFar)
    return { val: hits[fold]![chosen]! / genuine.length, far: falseMatches[fold]![chosen]! / impostor.length }
  })
  const supported = results.filter((result) => result !== null)
  if (supported.length < folds.length) return null
  const farMean = meanAndDeviation(supported.map(({ far }) => far)).mean
  return { ...meanAndDeviation(supported.map(({ val }) => val)), farMean }
}

function meanAndDeviation(values: readonly number[]): { mean: number; standardDeviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, standardDeviation: Math.sqrt(squares / values.length) }
}
