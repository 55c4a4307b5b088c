import type { SettingResult } from '#comparison-table.ts'
import type { CountedScores } from '#counting/counted-measures.ts'
import { createExactCounting, type ExactCounting } from '#counting/exact-counting.ts'
import { createPassCounter } from '#counting/pass-counter.ts'
import type { ErrorCurve } from '#error-curve.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { ScoreHistogram } from '#score-histogram.ts'
import type { SettingId } from '#settings.ts'
import { createAreaCounter } from './area-counter.ts'
import { pointsOfCounted, resultOfCounted, tableFmrs, withoutIntervals } from './counted-result.ts'
import { createFirstLook } from './first-look.ts'
import { createHistogramCounter } from './histogram-counter.ts'
import { createPeopleCounter, type PointIntervals } from './people-counter.ts'
import type { ScorePoints, WantedPoints } from './score-points.ts'

/** Some comparisons of a set. */
export interface ShownScores {
  /** Higher is more alike. */
  readonly scores: Float64Array
  readonly genuine: Uint8Array
  /** Who is on each, as numbers from 0; null where that is not known. */
  readonly people: { readonly reference: Int32Array; readonly probe: Int32Array } | null
}

/** What a set of any size says, counted in memory that does not grow with it. */
export interface CountedScoreSet {
  readonly result: SettingResult
  readonly curve: ErrorCurve
  readonly histogram: ScoreHistogram
  readonly points: ScorePoints
}

/** Shows everything once. */
type Show = (take: (shown: ShownScores) => void) => Promise<void>

/** Up to so many genuine scores are kept for the area under the ROC curve: 32 MB (our choice). */
const genuineOfArea = 2 ** 22

/** Up to so many the counting tells apart: each takes some hundred bytes there (our choice). */
const genuineToldApart = 2 ** 16

/**
 * Measures one set by showing all its scores two to four times. The same numbers as from all scores in memory, without the
 * recalibration, which needs every pair with its people; intervals as `createPeopleCounter` has them. The area under the ROC curve is exact up to four million genuine scores and otherwise within
 * the uncertainty of counted scores.
 *
 * @param read shows all scores from the first on, each time it is called; what it shows is not kept
 * @param options.frozen thresholds fixed before; `own` takes those of this set at FMR 1 % and 0.1 %; null for none
 * @param options.people how many people there are; 0 where they are not known, and intervals are left out
 * @throws EvaluationError as `createExactCounting`
 */
export async function countScoreSet(
  setting: SettingId,
  read: () => AsyncIterable<ShownScores>,
  options: { frozen: FrozenThresholds | 'own' | null; wanted: WantedPoints; people: number },
): Promise<CountedScoreSet> {
  const { wanted, people } = options
  const frozen = options.frozen ?? { fmr100: null, fmr1000: null }
  const fixed = frozen === 'own' ? [] : [frozen.fmr100, frozen.fmr1000].filter((threshold) => threshold !== null)
  const counting = createExactCounting({
    precision: 'float64',
    fmrs: [...tableFmrs, ...wanted.fmrs],
    thresholds: [...fixed, ...wanted.thresholds],
    curvePoints: 600,
    toldApart: genuineToldApart,
  })
  const show: Show = async (take) => {
    for await (const shown of read()) take(shown)
  }
  const first = await lookFirst(counting, show)
  const histogram = createHistogramCounter(first.range)
  const area = first.genuine === null ? null : createAreaCounter(first.genuine)
  let plan = first.next
  for (let shown = false; plan !== null || !shown; shown = true) {
    const counter = plan === null ? null : createPassCounter(plan)
    await show(({ scores, genuine }) => {
      counter?.addLabelled(scores, genuine)
      if (shown) return
      histogram.add(scores, genuine)
      area?.add(scores, genuine)
    })
    plan = counter === null ? null : counting.finishPass([counter.counts()])
  }
  const all = counting.result()
  const counted = area === null ? all : { ...all, auc: area.area() }
  const intervals = people === 0 ? withoutIntervals : await countPeople(counted, people, show)
  return {
    result: resultOfCounted(setting, counted, frozen, intervals),
    curve: counted.curve,
    histogram: histogram.counts(),
    points: pointsOfCounted(setting, counted, fixed.length, intervals),
  }
}

/** The last pass: who made the errors at the thresholds that were found. */
async function countPeople(counted: CountedScores, people: number, show: Show): Promise<PointIntervals> {
  const { atThresholds, atFmr, zeroFmr } = counted
  const points = [
    ...atThresholds,
    ...atFmr.map((answer) => (answer.supported ? answer : answer.atSmallestFmr)),
    zeroFmr,
  ]
  const counter = createPeopleCounter(
    points.map(({ threshold }) => threshold),
    people,
  )
  await show(counter.add)
  return counter.intervals
}

/** The first pass. What it has counted is not held on to. */
async function lookFirst(counting: ExactCounting, show: Show) {
  const look = createFirstLook(genuineOfArea)
  const counter = createPassCounter(counting.firstPlan)
  await show(({ scores, genuine }) => {
    counter.addLabelled(scores, genuine)
    look.add(scores, genuine)
  })
  const next = counting.finishPass([counter.counts()])
  return { next, range: look.range(), genuine: look.genuine() }
}
