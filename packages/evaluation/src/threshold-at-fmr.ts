import type { OperatingPoint } from './error-rates.ts'
import { operatingPointAt } from './error-rates.ts'
import { EvaluationError } from './evaluation-error.ts'
import { nextDouble } from './next-double.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { countUpTo } from './sorted-array.ts'

/** The operating point for a wanted false match rate, or the statement that the data cannot tell. */
export type ThresholdAtFmr =
  | ({ readonly supported: true; readonly targetFmr: number } & OperatingPoint)
  | {
      readonly supported: false
      readonly targetFmr: number
      /** Too few for the target: at least 1 / targetFmr are needed. */
      readonly impostorCount: number
      /** 1 / impostorCount, the smallest rate that these scores support. */
      readonly smallestFmr: number
      /** The operating point for `smallestFmr`. Its FNMR is a lower bound of the FNMR at the target. */
      readonly atSmallestFmr: OperatingPoint
    }

/**
 * The smallest threshold whose FMR is at most a target. The FNMR there is the lowest of all thresholds that keep the target,
 * the measure called FMR100 for 1 % and FMR1000 for 0.1 %. O(log n).
 *
 * The threshold is an observed score of either class, or the next double above the largest score. Tied scores are never
 * split and the target is never exceeded, so the FMR reached can be far below it.
 *
 * @param targetFmr 0..1; below 1 / impostorCount (0 too) the answer is `supported: false`, see {@link zeroFmr}
 * @throws EvaluationError `rate-out-of-range`
 */
export function thresholdAtFmr(scores: PreparedScores, targetFmr: number): ThresholdAtFmr {
  return thresholdAmong(scores.impostorCount, targetFmr, (allowed) => pointWithFalseMatches(scores, allowed))
}

/** @param pointWith the operating point of the smallest threshold that accepts at most so many impostor comparisons */
export function thresholdAmong(
  impostorCount: number,
  targetFmr: number,
  pointWith: (allowed: number) => OperatingPoint,
): ThresholdAtFmr {
  if (!(targetFmr >= 0 && targetFmr <= 1)) {
    throw new EvaluationError({
      code: 'rate-out-of-range',
      message: `Expected targetFmr in [0, 1] but received ${targetFmr}`,
      details: { targetFmr },
    })
  }
  const allowed = largestCountWithin(targetFmr, impostorCount)
  if (allowed > 0) return { supported: true, targetFmr, ...pointWith(allowed) }
  return {
    supported: false,
    targetFmr,
    impostorCount,
    smallestFmr: 1 / impostorCount,
    atSmallestFmr: pointWith(1),
  }
}

/**
 * ZeroFMR: the lowest FNMR at which no impostor of this sample is accepted.
 *
 * It says nothing about a population FMR of 0: with n impostor comparisons and no false match, the true FMR is below 3 / n
 * with 95 % confidence at best (rule of three, for independent comparisons).
 */
export function zeroFmr(scores: PreparedScores): OperatingPoint {
  return pointWithFalseMatches(scores, 0)
}

/** The largest whole k with k / count <= rate in double arithmetic; a plain floor(rate * count) is one too low for 0.29 of 100. */
export function largestCountWithin(rate: number, count: number): number {
  let k = Math.floor(rate * count)
  while (k < count && (k + 1) / count <= rate) k++
  while (k > 0 && k / count > rate) k--
  return k
}

/** The smallest threshold that accepts at most `allowed` impostor comparisons. */
function pointWithFalseMatches(scores: PreparedScores, allowed: number): OperatingPoint {
  const { genuine, impostor } = scores
  if (allowed >= impostor.length) {
    return operatingPointAt(scores, Math.min(genuine[0] ?? Infinity, impostor[0] ?? Infinity))
  }
  const rejected = impostor[impostor.length - 1 - allowed]!
  const next = Math.min(
    genuine[countUpTo(genuine, rejected)] ?? Infinity,
    impostor[countUpTo(impostor, rejected)] ?? Infinity,
  )
  return operatingPointAt(scores, next === Infinity ? nextDouble(rejected) : next)
}
