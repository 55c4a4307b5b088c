import { countBelow, countUpTo } from '../sorted-array.ts'
import { blockSize, type KeptCounts } from './kept-counts.ts'
import type { SortedColumn } from './sorted-column.ts'

/** One resample of one column, with failures counted or left out. */
export interface ResampledColumn {
  readonly column: SortedColumn
  readonly counts: KeptCounts
  readonly lane: number
  readonly withFailures: boolean
}

/** FMR and FNMR of the threshold that a position stands for; NaN for a class without comparisons. */
export function ratesAt(resample: ResampledColumn, position: number): { fmr: number; fnmr: number } {
  const { counts, lane } = resample
  const { genuineCount, impostorCount, failedGenuine } = classSizes(resample)
  const { genuine, impostor } = counts.before(lane, position)
  return { fmr: (counts.impostor[lane]! - impostor) / impostorCount, fnmr: (genuine + failedGenuine) / genuineCount }
}

/**
 * The lowest FNMR with FMR at most `targetFmr`, read between the steps of the curve: with n impostor comparisons, the point
 * at n · targetFmr false matches lies on the line between the points at the whole numbers below and above it. Resamples hold
 * a quarter of the impostor comparisons, and without this their FNMR would be too high by up to one coarse step.
 */
export function fnmrAtFmr(resample: ResampledColumn, targetFmr: number): number {
  const { impostorCount } = classSizes(resample)
  if (impostorCount === 0) return Number.NaN
  const allowed = targetFmr * impostorCount
  const whole = Math.floor(allowed)
  const share = allowed - whole
  const below = fnmrWithFalseMatches(resample, whole)
  return share === 0 ? below : below + share * (fnmrWithFalseMatches(resample, whole + 1) - below)
}

/** FNMR at the smallest threshold that accepts at most `allowed` impostor comparisons. */
export function fnmrWithFalseMatches(resample: ResampledColumn, allowed: number): number {
  return ratesAt(resample, positionWithFalseMatches(resample, allowed)).fnmr
}

/** Position of the smallest threshold that accepts at most `allowed` impostor comparisons. */
export function positionWithFalseMatches({ column, counts, lane }: ResampledColumn, allowed: number): number {
  const rejected = counts.impostor[lane]! - allowed
  if (rejected <= 0) return 0
  return countUpTo(column.scores, column.scores[counts.impostorAt(lane, rejected)]!)
}

/** Equal error rate by the rule of `equalErrorRate`, with the position of its threshold; null when the rates never cross. */
export function resampledEer(resample: ResampledColumn): { eer: number; position: number } | null {
  const { scores } = resample.column
  const { genuineCount, impostorCount } = classSizes(resample)
  const crossing = firstCrossed(resample)
  // a threshold does not split equal scores
  const startOf = (position: number) => countBelow(scores, scores[position]!)
  const after =
    crossing === scores.length || startOf(crossing) === crossing ? crossing : countUpTo(scores, scores[crossing]!)
  const { fmr, fnmr } = ratesAt(resample, after)
  if (fmr === fnmr) return { eer: fmr, position: after }
  if (after === 0 || !(fmr < fnmr)) return null
  const before = startOf(after - 1)
  const beforeRates = ratesAt(resample, before)
  // as whole numbers: a sum of two rounded rates could turn a tie
  const weighted = (rates: { fmr: number; fnmr: number }) =>
    Math.round(rates.fmr * impostorCount) * genuineCount + Math.round(rates.fnmr * genuineCount) * impostorCount
  return weighted(beforeRates) <= weighted({ fmr, fnmr })
    ? { eer: (beforeRates.fmr + beforeRates.fnmr) / 2, position: before }
    : { eer: (fmr + fnmr) / 2, position: after }
}

/** The first position at which FMR is not above FNMR; the number of scores when there is none before the end. */
function firstCrossed(resample: ResampledColumn): number {
  const { column, counts, lane } = resample
  const { length } = column.scores
  const { genuineCount, impostorCount, failedGenuine } = classSizes(resample)
  const crossed = (before: { genuine: number; impostor: number }) =>
    (counts.impostor[lane]! - before.impostor) / impostorCount <= (before.genuine + failedGenuine) / genuineCount
  let first = 0
  for (let last = Math.ceil(length / blockSize); first < last; ) {
    const middle = (first + last) >>> 1
    if (crossed(counts.before(lane, middle * blockSize))) last = middle
    else first = middle + 1
  }
  // the start of this block has crossed, that of the one before it has not
  let position = Math.max(0, (first - 1) * blockSize)
  const before = { ...counts.before(lane, position) }
  while (position < length && !crossed(before)) {
    const bit = counts.keeps(lane, position)
    if (column.pairs.genuine[position] === 1) before.genuine += bit
    else before.impostor += bit
    position++
  }
  return position
}

/** Area under the ROC curve, ties half; NaN for a class without comparisons. */
export function resampledAuc(resample: ResampledColumn): number {
  const { counts, lane } = resample
  const { genuineCount, impostorCount, failedGenuine, failedImpostor } = classSizes(resample)
  const wins = counts.wins[lane]! + failedImpostor * (counts.genuine[lane]! + failedGenuine / 2)
  return wins / (genuineCount * impostorCount)
}

export function classSizes({ counts, lane, withFailures }: ResampledColumn): {
  genuineCount: number
  impostorCount: number
  failedGenuine: number
  failedImpostor: number
} {
  const failedGenuine = withFailures ? counts.failedGenuine[lane]! : 0
  const failedImpostor = withFailures ? counts.failedImpostor[lane]! : 0
  return {
    genuineCount: counts.genuine[lane]! + failedGenuine,
    impostorCount: counts.impostor[lane]! + failedImpostor,
    failedGenuine,
    failedImpostor,
  }
}
