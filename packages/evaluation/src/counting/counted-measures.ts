import { downsampleCurve } from '#downsample-curve.ts'
import type { ComparisonCounts, EqualErrorRate } from '#equal-error-rate.ts'
import { equalErrorRateOfCounts } from '#equal-error-rate.ts'
import type { ErrorCounts } from '#error-counts.ts'
import type { ErrorCurve } from '#error-curve.ts'
import { errorCurveOfCounts } from '#error-curve.ts'
import type { OperatingPoint } from '#error-rates.ts'
import type { ScoreMoments } from '#score-moments.ts'
import type { ThresholdAtFmr } from '#threshold-at-fmr.ts'
import { thresholdAmong } from '#threshold-at-fmr.ts'
import type { ScoreGroups } from './score-groups.ts'

/** Measures of counted scores, equal to those of all scores sorted unless said otherwise. */
export interface CountedScores extends ComparisonCounts {
  readonly failed: { readonly genuine: number; readonly impostor: number }
  /** Mean and spread over scored comparisons; null for a class without scores. Equal to those of sorted scores within rounding. */
  readonly moments: { readonly genuine: ScoreMoments | null; readonly impostor: ScoreMoments | null }
  /**
   * The convex hull is that of the known points: all of them where genuine scores are told apart, and else all that matter as long as
   * the scores near its crossing can be kept; at most a hair higher beyond.
   */
  readonly equalErrorRate: EqualErrorRate | null
  /** In the order of the rates asked for. */
  readonly atFmr: readonly ThresholdAtFmr[]
  readonly zeroFmr: OperatingPoint
  /** In the order of the thresholds asked for. */
  readonly atThresholds: readonly OperatingPoint[]
  /** Area under the ROC curve, ties counted half. */
  readonly auc: number
  /** The area is within `auc` ± this: 0 (exact) where genuine scores are told apart. */
  readonly aucUncertainty: number
  /** Exact points of the whole curve; a threshold that is no observed score has the rates of the next observed one. */
  readonly curve: ErrorCurve
  /** How often all scores were seen. */
  readonly passes: number
}

/** What the measures are taken from. */
export interface CountedEvidence {
  readonly groups: ScoreGroups
  readonly counts: ErrorCounts
  readonly totals: ComparisonCounts
  readonly failed: CountedScores['failed']
}

/** Index of the smallest threshold that accepts at most so many impostor comparisons. */
export function firstAccepting({ falseMatches }: ErrorCounts, allowed: number): number {
  let low = 0
  let high = falseMatches.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (falseMatches[middle]! <= allowed) high = middle
    else low = middle + 1
  }
  return low
}

export function countedMeasures(
  { groups, counts, totals, failed }: CountedEvidence,
  wanted: { fmrs: readonly number[]; thresholds: readonly number[]; curvePoints: number },
): Omit<CountedScores, 'moments' | 'passes' | 'failed'> {
  const pointAt = (i: number, threshold = counts.thresholds[i]!): OperatingPoint => ({
    threshold,
    fmr: counts.falseMatches[i]! / totals.impostorCount,
    fnmr: counts.falseNonMatches[i]! / totals.genuineCount,
  })
  const pointWith = (allowed: number) => pointAt(firstAccepting(counts, allowed))
  return {
    ...totals,
    equalErrorRate: equalErrorRateOfCounts(counts, totals),
    atFmr: wanted.fmrs.map((fmr) => thresholdAmong(totals.impostorCount, fmr, pointWith)),
    zeroFmr: pointWith(0),
    atThresholds: wanted.thresholds.map((threshold) => pointAt(firstFrom(groups, threshold), threshold)),
    ...areaUnderRoc(groups, totals, failed),
    curve: downsampleCurve(errorCurveOfCounts(pointsOfCurve(groups, counts), totals), wanted.curvePoints),
  }
}

/** A point is left out when none of FMR, FNMR, 1 − FMR and 1 − FNMR has changed by so much of itself (our choice). */
const smallestChange = 0.005

/** The points that a curve is drawn from: many less than there are, none of them missed on probit or logarithmic axes. */
function pointsOfCurve(
  { length }: ScoreGroups,
  { thresholds, falseMatches, falseNonMatches }: ErrorCounts,
): ErrorCounts {
  const points = new Int32Array(length + 1)
  const accepted = falseMatches[0]!
  const rejected = falseNonMatches[length]!
  let count = 1
  let matches = accepted
  let nonMatches = falseNonMatches[0]!
  for (let i = 1; i <= length; i++) {
    const fewer = matches - falseMatches[i]!
    // a look ahead, so that what comes before a step is kept too: the last point without a false non-match
    const more = falseNonMatches[Math.min(i + 1, length)]! - nonMatches
    const isNear =
      fewer <= smallestChange * Math.min(matches, accepted - matches) &&
      more <= smallestChange * Math.min(nonMatches, rejected - nonMatches)
    if (i < length && isNear) continue
    points[count++] = i
    matches = falseMatches[i]!
    nonMatches = falseNonMatches[i]!
  }
  const pick = (values: Float64Array) => {
    const picked = new Float64Array(count)
    for (let k = 0; k < count; k++) picked[k] = values[points[k]!]!
    return picked
  }
  return { thresholds: pick(thresholds), falseMatches: pick(falseMatches), falseNonMatches: pick(falseNonMatches) }
}

/** Index of the first group that a threshold accepts; their number when there is none. */
function firstFrom({ low, length }: ScoreGroups, threshold: number): number {
  let from = 0
  let to = length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (low[middle]! >= threshold) to = middle
    else from = middle + 1
  }
  return from
}

/** Counted in whole and half numbers; within a group that is not single, any order is possible. */
function areaUnderRoc(
  { length, genuine, impostor, single }: ScoreGroups,
  { genuineCount, impostorCount }: ComparisonCounts,
  failed: CountedScores['failed'],
): { auc: number; aucUncertainty: number } {
  let wins = (failed.genuine * failed.impostor) / 2
  let unsure = 0
  let below = failed.impostor
  for (let i = 0; i < length; i++) {
    wins += genuine[i]! * (below + impostor[i]! / 2)
    if (single[i] === 0) unsure += (genuine[i]! * impostor[i]!) / 2
    below += impostor[i]!
  }
  const comparisons = genuineCount * impostorCount
  return { auc: wins / comparisons, aucUncertainty: unsure / comparisons }
}
