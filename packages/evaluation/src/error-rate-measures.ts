import { binomialInterval } from './binomial-interval.ts'
import { clusteredInterval } from './clustered-interval.ts'
import type { ScoreMeasures } from './comparison-table.ts'
import { equalErrorRate } from './equal-error-rate.ts'
import { falseMatchesAt, falseNonMatchesAt, operatingPointAt } from './error-rates.ts'
import type { PairClusters } from './pair-clusters.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { prepareScores } from './prepared-scores.ts'
import { rocAuc } from './roc-auc.ts'
import { classSeparation, scoreMoments } from './score-moments.ts'
import type { SettingScores } from './setting-scores.ts'
import { preparedFrom } from './setting-scores.ts'
import type { ErrorRates, FnmrAtFmr, TableOperatingPoint } from './table-rates.ts'
import { thresholdAtFmr, zeroFmr } from './threshold-at-fmr.ts'

/** Thresholds that were fixed before a setting is measured; null where there is none. */
export interface FrozenThresholds {
  readonly fmr100: number | null
  readonly fmr1000: number | null
}

export interface MeasureContext {
  readonly frozen: FrozenThresholds
  /** Null leaves out the intervals. */
  readonly clusters: PairClusters | null
}

/**
 * Everything over scored comparisons only.
 *
 * @param scores those of the setting, sorted; null when a class has none
 */
export function scoreMeasures(
  setting: SettingScores,
  context: MeasureContext,
  scores: PreparedScores | null = preparedFrom(setting),
): ScoreMeasures {
  const separation = scores === null ? null : classSeparation(scores)
  return {
    genuine: classSummary(scores?.genuine ?? Float64Array.from(setting.genuine.scores).sort()),
    impostor: classSummary(scores?.impostor ?? Float64Array.from(setting.impostor.scores).sort()),
    dPrime: separation?.dPrime ?? null,
    fisherRatio: separation?.fisherRatio ?? null,
    auc: scores === null ? null : rocAuc(scores),
    rates: scores === null ? null : errorRates(scores, { ...setting, failed: { genuine: [], impostor: [] } }, context),
  }
}

/** The error rates with failed comparisons counted; null when nothing was scored. */
export function errorRatesWithFailures(setting: SettingScores, context: MeasureContext): ErrorRates | null {
  const { genuine, impostor, failed } = setting
  if (genuine.scores.length + impostor.scores.length === 0) return null
  const scores = prepareScores({
    genuine: genuine.scores,
    impostor: impostor.scores,
    failed: { genuine: failed.genuine.length, impostor: failed.impostor.length },
  })
  return errorRates(scores, setting, context)
}

function classSummary(ascending: Float64Array): ScoreMeasures['genuine'] {
  const moments = scoreMoments(ascending)
  return {
    count: ascending.length,
    mean: moments?.mean ?? null,
    standardDeviation: moments?.standardDeviation ?? null,
  }
}

function errorRates(scores: PreparedScores, setting: SettingScores, { frozen, clusters }: MeasureContext): ErrorRates {
  const pointAt = pointMeter(scores, setting, clusters)
  const fnmrAtFmr = (targetFmr: number): FnmrAtFmr => {
    const answer = thresholdAtFmr(scores, targetFmr)
    if (answer.supported) return { supported: true, targetFmr, ...pointAt(answer.threshold) }
    return { ...answer, atSmallestFmr: pointAt(answer.atSmallestFmr.threshold) }
  }
  return {
    genuineCount: scores.genuineCount,
    impostorCount: scores.impostorCount,
    equalErrorRate: equalErrorRate(scores),
    fmr100: fnmrAtFmr(0.01),
    fmr1000: fnmrAtFmr(0.001),
    fmr10000: fnmrAtFmr(1e-4),
    fmr1000000: fnmrAtFmr(1e-6),
    zeroFmr: pointAt(zeroFmr(scores).threshold),
    frozenFmr100: frozen.fmr100 === null ? null : pointAt(frozen.fmr100),
    frozenFmr1000: frozen.fmr1000 === null ? null : pointAt(frozen.fmr1000),
  }
}

/**
 * Both error rates with their intervals, at any threshold.
 *
 * @param scores of `setting`, with its failures counted when it has some
 * @param clusters null leaves out the intervals
 */
export function pointMeter(
  scores: PreparedScores,
  setting: SettingScores,
  clusters: PairClusters | null,
): (threshold: number) => TableOperatingPoint {
  const { genuine, impostor, failed } = setting
  const pairsOf = (side: 'genuine' | 'impostor') => Int32Array.from(setting[side].pairIndices.concat(failed[side]))
  const pairs = clusters === null ? null : { clusters, genuine: pairsOf('genuine'), impostor: pairsOf('impostor') }
  const intervals = (threshold: number) => {
    if (pairs === null) return { fmrInterval: null, fnmrInterval: null }
    const falseMatch = new Uint8Array(pairs.impostor.length)
    for (const [i, score] of impostor.scores.entries()) falseMatch[i] = Number(score >= threshold)
    const falseNonMatch = new Uint8Array(pairs.genuine.length).fill(1, genuine.scores.length)
    for (const [i, score] of genuine.scores.entries()) falseNonMatch[i] = Number(score < threshold)
    return {
      fmrInterval: clusteredInterval({ pairIndices: pairs.impostor, isError: falseMatch }, pairs.clusters),
      fnmrInterval: clusteredInterval({ pairIndices: pairs.genuine, isError: falseNonMatch }, pairs.clusters),
    }
  }
  return (threshold) => ({
    ...operatingPointAt(scores, threshold),
    ...intervals(threshold),
    fmrBinomialInterval: binomialInterval(falseMatchesAt(scores, threshold), scores.impostorCount),
    fnmrBinomialInterval: binomialInterval(falseNonMatchesAt(scores, threshold), scores.genuineCount),
  })
}

/** Both error rates with their intervals at one threshold; see `pointMeter` for many. */
export function pointOf(
  scores: PreparedScores,
  setting: SettingScores,
  threshold: number,
  clusters: PairClusters | null,
): TableOperatingPoint {
  return pointMeter(scores, setting, clusters)(threshold)
}
