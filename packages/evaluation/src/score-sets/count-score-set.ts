import type { SettingResult } from '#comparison-table.ts'
import { createExactCounting } from '#counting/exact-counting.ts'
import { createPassCounter } from '#counting/pass-counter.ts'
import type { PassPlan } from '#counting/pass-plan.ts'
import type { ErrorCurve } from '#error-curve.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { ScoreHistogram } from '#score-histogram.ts'
import type { SettingId } from '#settings.ts'
import { pointsOfCounted, resultOfCounted, tableFmrs } from './counted-result.ts'
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

/**
 * Measures one set by showing all its scores two or three times. The same numbers as from all scores in memory, without the intervals
 * and the recalibration, which need every pair with its people.
 *
 * @param read shows all scores from the first on, each time it is called; what it shows is not kept
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
  return {
    result: resultOfCounted(setting, counted, frozen),
    curve: counted.curve,
    histogram: histogram.counts(),
    points: pointsOfCounted(setting, counted, fixed.length),
  }
}

function rangeOf(low: number, high: number) {
  return low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }
}
