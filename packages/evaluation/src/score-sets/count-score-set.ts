import { binomialInterval } from '#binomial-interval.ts'
import type { SettingResult } from '#comparison-table.ts'
import type { CountedScores } from '#counting/counted-measures.ts'
import { createExactCounting } from '#counting/exact-counting.ts'
import { createPassCounter } from '#counting/pass-counter.ts'
import type { PassPlan } from '#counting/pass-plan.ts'
import type { ErrorCurve } from '#error-curve.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { OperatingPoint } from '#error-rates.ts'
import type { ScoreHistogram } from '#score-histogram.ts'
import { separationOfMoments } from '#score-moments.ts'
import { type SettingId, settingLabel } from '#settings.ts'
import type { FnmrAtFmr, TableOperatingPoint } from '#table-rates.ts'
import type { ThresholdAtFmr } from '#threshold-at-fmr.ts'
import { createHistogramCounter, type HistogramCounter } from './histogram-counter.ts'
import type { ScorePoints, WantedPoints } from './score-points.ts'

/** Some comparisons of a set. */
export interface ShownScores {
  /** Higher is more alike. */
  readonly scores: Float64Array
  readonly genuine: Uint8Array
}

/** What a set of any size says, counted in memory that does not grow with it. */
export interface CountedScoreSet {
  readonly result: SettingResult
  readonly curve: ErrorCurve
  readonly histogram: ScoreHistogram
  readonly points: ScorePoints
}

/** Targets of the table, in the order of `ErrorRates`. */
const tableFmrs = [0.01, 0.001, 1e-4, 1e-6]

/**
 * Measures one set by showing all its scores two or three times. The same numbers as from all scores in memory, without the intervals
 * and the recalibration, which need every pair with its people.
 *
 * @param read shows all scores from the first on, each time it is called
 * @param options.frozen thresholds fixed before; `own` takes those of this set at FMR 1 % and 0.1 %; null for none
 * @throws EvaluationError as `createExactCounting`
 */
export async function countScoreSet(
  setting: SettingId,
  read: () => AsyncIterable<ShownScores>,
  { frozen: given, wanted }: { frozen: FrozenThresholds | 'own' | null; wanted: WantedPoints },
): Promise<CountedScoreSet> {
  const frozen = given ?? { fmr100: null, fmr1000: null }
  const fixed = frozen === 'own' ? [] : [frozen.fmr100, frozen.fmr1000].filter((threshold) => threshold !== null)
  const counting = createExactCounting({
    precision: 'float64',
    fmrs: [...tableFmrs, ...wanted.fmrs],
    thresholds: [...fixed, ...wanted.thresholds],
    curvePoints: 600,
  })
  let low = Infinity
  let high = -Infinity
  let histogram: HistogramCounter | null = null
  const show = async (take: (shown: ShownScores) => void) => {
    for await (const shown of read()) take(shown)
  }
  let first = true
  for (let plan: PassPlan | null = counting.firstPlan; plan !== null; first = false) {
    const counter = createPassCounter(plan)
    const bins: HistogramCounter | null =
      first || histogram !== null ? null : createHistogramCounter(rangeOf(low, high))
    await show(({ scores, genuine }) => {
      counter.addLabelled(scores, genuine)
      bins?.add(scores, genuine)
      if (!first) return
      for (const score of scores) {
        if (score < low) low = score
        if (score > high) high = score
      }
    })
    histogram ??= bins
    plan = counting.finishPass([counter.counts()])
  }
  if (histogram === null) {
    const bins = createHistogramCounter(rangeOf(low, high))
    await show(({ scores, genuine }) => bins.add(scores, genuine))
    histogram = bins
  }
  const counted = counting.result()
  const atThresholds = counted.atThresholds.map((point) => tablePoint(point, counted))
  return {
    result: settingResult(setting, counted, frozen),
    curve: counted.curve,
    histogram: histogram.counts(),
    points: {
      setting,
      atThresholds: atThresholds.slice(fixed.length),
      atFmrs: counted.atFmr.slice(tableFmrs.length).map((answer) => tableAnswer(answer, counted)),
    },
  }
}

function rangeOf(low: number, high: number) {
  return low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }
}

function settingResult(setting: SettingId, counted: CountedScores, frozen: FrozenThresholds | 'own'): SettingResult {
  const { moments, genuineCount, impostorCount, auc } = counted
  const separation = separationOfMoments(moments.genuine, moments.impostor)
  const [fmr100, fmr1000, fmr10000, fmr1000000] = counted.atFmr.map((answer) => tableAnswer(answer, counted))
  const fixed = counted.atThresholds.map((point) => tablePoint(point, counted))
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
      zeroFmr: tablePoint(counted.zeroFmr, counted),
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

function tableAnswer(answer: ThresholdAtFmr, counted: CountedScores): FnmrAtFmr {
  if (!answer.supported) return { ...answer, atSmallestFmr: tablePoint(answer.atSmallestFmr, counted) }
  const { threshold, fmr, fnmr, targetFmr } = answer
  return { supported: true, targetFmr, ...tablePoint({ threshold, fmr, fnmr }, counted) }
}

function tablePoint(point: OperatingPoint, { genuineCount, impostorCount }: CountedScores): TableOperatingPoint {
  // a rate times its count is a whole number up to rounding
  const errors = (rate: number, count: number) => binomialInterval(Math.round(rate * count), count)
  return {
    ...point,
    fmrInterval: null,
    fnmrInterval: null,
    fmrBinomialInterval: errors(point.fmr, impostorCount),
    fnmrBinomialInterval: errors(point.fnmr, genuineCount),
  }
}
