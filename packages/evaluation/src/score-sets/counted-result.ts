import { binomialInterval } from '#binomial-interval.ts'
import type { SettingResult } from '#comparison-table.ts'
import type { CountedScores } from '#counting/counted-measures.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { OperatingPoint } from '#error-rates.ts'
import { separationOfMoments } from '#score-moments.ts'
import { type SettingId, settingLabel } from '#settings.ts'
import type { FnmrAtFmr, TableOperatingPoint } from '#table-rates.ts'
import type { ThresholdAtFmr } from '#threshold-at-fmr.ts'
import type { PointIntervals } from './people-counter.ts'
import type { ScorePoints } from './score-points.ts'

/** False match rates that the comparison table needs of counted scores, in the order of `ErrorRates`. */
export const tableFmrs: readonly number[] = [0.01, 0.001, 1e-4, 1e-6]

/**
 * The points that were asked for besides those of the table.
 *
 * @param fixed how many thresholds were asked for the table, before the others
 */
export function pointsOfCounted(
  setting: SettingId,
  counted: CountedScores,
  fixed: number,
  intervals: PointIntervals = withoutIntervals,
): ScorePoints {
  return {
    setting,
    atThresholds: counted.atThresholds.slice(fixed).map((point) => tablePoint(point, counted, intervals)),
    atFmrs: counted.atFmr.slice(tableFmrs.length).map((answer) => tableAnswer(answer, counted, intervals)),
  }
}

export const withoutIntervals: PointIntervals = () => ({ fmrInterval: null, fnmrInterval: null })

/**
 * What counted scores say, as one row of the comparison table.
 *
 * @param counted asked for `tableFmrs` first, and for the frozen thresholds that are given first
 */
export function resultOfCounted(
  setting: SettingId,
  counted: CountedScores,
  frozen: FrozenThresholds | 'own',
  intervals: PointIntervals = withoutIntervals,
): SettingResult {
  const { moments, genuineCount, impostorCount, auc } = counted
  const separation = separationOfMoments(moments.genuine, moments.impostor)
  const [fmr100, fmr1000, fmr10000, fmr1000000] = counted.atFmr.map((answer) => tableAnswer(answer, counted, intervals))
  const fixed = counted.atThresholds.map((point) => tablePoint(point, counted, intervals))
  const own = (answer: FnmrAtFmr): TableOperatingPoint | null => {
    if (!answer.supported) return null
    const { supported: _, targetFmr: __, ...point } = answer
    return point
  }
  const scored: SettingResult['scored'] = {
    genuine: summary(genuineCount, moments.genuine),
    impostor: summary(impostorCount, moments.impostor),
    dPrime: separation?.dPrime ?? null,
    fisherRatio: separation?.fisherRatio ?? null,
    auc,
    rates: {
      genuineCount,
      impostorCount,
      equalErrorRate: counted.equalErrorRate,
      fmr100: fmr100!,
      fmr1000: fmr1000!,
      fmr10000: fmr10000!,
      fmr1000000: fmr1000000!,
      zeroFmr: tablePoint(counted.zeroFmr, counted, intervals),
      frozenFmr100: frozen === 'own' ? own(fmr100!) : frozen.fmr100 === null ? null : fixed[0]!,
      frozenFmr1000:
        frozen === 'own' ? own(fmr1000!) : frozen.fmr1000 === null ? null : fixed[frozen.fmr100 === null ? 0 : 1]!,
    },
  }
  return {
    setting,
    label: settingLabel(setting),
    failed: { genuine: 0, impostor: 0 },
    failures: [],
    scored,
    withFailures: scored.rates,
    common: scored,
    shift: null,
    recalibrated: null,
    accuracy: null,
    intervals: null,
  }
}

function summary(count: number, moments: CountedScores['moments']['genuine']): SettingResult['scored']['genuine'] {
  return { count, mean: moments?.mean ?? null, standardDeviation: moments?.standardDeviation ?? null }
}

function tableAnswer(answer: ThresholdAtFmr, counted: CountedScores, intervals: PointIntervals): FnmrAtFmr {
  if (!answer.supported) return { ...answer, atSmallestFmr: tablePoint(answer.atSmallestFmr, counted, intervals) }
  const { threshold, fmr, fnmr, targetFmr } = answer
  return { supported: true, targetFmr, ...tablePoint({ threshold, fmr, fnmr }, counted, intervals) }
}

function tablePoint(
  point: OperatingPoint,
  { genuineCount, impostorCount }: CountedScores,
  intervals: PointIntervals,
): TableOperatingPoint {
  // a rate times its count is a whole number up to rounding
  const errors = (rate: number, count: number) => binomialInterval(Math.round(rate * count), count)
  return {
    ...point,
    ...intervals(point.threshold),
    fmrBinomialInterval: errors(point.fmr, impostorCount),
    fnmrBinomialInterval: errors(point.fnmr, genuineCount),
  }
}
