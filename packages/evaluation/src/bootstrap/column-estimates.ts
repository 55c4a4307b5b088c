import { rowLayout } from './column-measures.ts'
import type { Couples } from './couples.ts'
import type { Resampled } from './estimate.ts'
import { aucInfluence, combine, fmrInfluence, fnmrInfluence, influenceSource } from './influence.ts'
import type { BootstrapPlan } from './plan-bootstrap.ts'
import { slope } from './replicate-moments.ts'
import type { ColumnFacts } from './resample-column.ts'

/** What the resamples of one column gave. */
export interface ResampledRows {
  readonly facts: ColumnFacts
  /** Rows as `resampleColumn` fills them. */
  readonly replicates: Float64Array
}

/** One column after all resamples, with failures counted or left out. */
export interface ResampledView {
  readonly plan: BootstrapPlan
  readonly couples: Couples
  /** Position of the column in the plan. */
  readonly index: number
  readonly column: ResampledRows
  readonly withFailures: boolean
}

/** The measures of a view, each computed when it is asked for. */
export interface ViewMeasures {
  eer(): Resampled
  auc(): Resampled
  /** Lowest FNMR with FMR at most a target of the column; null when not supported. */
  fnmrAtFmr(target: number): Resampled | null
  /** At a threshold fixed beforehand. */
  fmrAt(threshold: number): Resampled
  fnmrAt(threshold: number): Resampled
}

/**
 * A measure that chooses its own threshold moves with both error rates at the threshold that the whole data choose; how much with
 * each is read from the resamples, by a straight line.
 */
export function viewMeasures(view: ResampledView): ViewMeasures {
  const { plan, couples, index, withFailures } = view
  const { facts, replicates } = view.column
  const measures = plan.columns[index]!
  const length = rowLayout.length(measures)
  const offset = withFailures ? length : 0
  const whole = (place: number) => facts.whole[offset + place]!
  const all = (place: number) =>
    Float64Array.from({ length: plan.resamples }, (_, r) => replicates[r * 2 * length + offset + place]!)
  const source = influenceSource(plan.pairs, couples, measures.scores, { personCount: plan.personCount, withFailures })
  const thresholdAt = (anchor: number) => facts.thresholds[Number(withFailures)]![anchor]!
  const fmrPlace = (anchor: number) => rowLayout.fmrAtAnchor(measures, anchor)
  const fnmrPlace = (anchor: number) => rowLayout.fnmrAtAnchor(measures, anchor)
  const firstThreshold = 1 + measures.targets.length
  let auc: Resampled | null = null
  return {
    eer: () => {
      const [eer, fmr, fnmr] = [all(rowLayout.eer), all(fmrPlace(0)), all(fnmrPlace(0))]
      const share = slope(minus(fmr, fnmr), minus(eer, fnmr))
      const influence = combine([
        [share, fmrInfluence(source, thresholdAt(0))],
        [1 - share, fnmrInfluence(source, thresholdAt(0))],
      ])
      return { value: whole(rowLayout.eer), replicates: eer, influence }
    },
    auc: () => {
      // kept for the differences that this view takes part in: it is the one that looks at every pair
      auc ??= { value: whole(rowLayout.auc), replicates: all(rowLayout.auc), influence: aucInfluence(source) }
      return auc
    },
    fnmrAtFmr: (target) => {
      if (!facts.supported[Number(withFailures)]![target]) return null
      const anchor = 1 + target
      const replicates = all(rowLayout.target(target))
      const fall = slope(all(fmrPlace(anchor)), minus(replicates, all(fnmrPlace(anchor))))
      const influence = combine([
        [fall, fmrInfluence(source, thresholdAt(anchor))],
        [1, fnmrInfluence(source, thresholdAt(anchor))],
      ])
      return { value: whole(fnmrPlace(anchor)), replicates, influence }
    },
    fmrAt: (threshold) => {
      const place = fmrPlace(firstThreshold + threshold)
      const influence = fmrInfluence(source, measures.thresholds[threshold]!)
      return { value: whole(place), replicates: all(place), influence }
    },
    fnmrAt: (threshold) => {
      const place = fnmrPlace(firstThreshold + threshold)
      const influence = fnmrInfluence(source, measures.thresholds[threshold]!)
      return { value: whole(place), replicates: all(place), influence }
    },
  }
}

/** The first less the second, in every resample. */
export function differenceOf(a: Resampled, b: Resampled): Resampled {
  return {
    value: a.value - b.value,
    replicates: minus(a.replicates, b.replicates),
    influence: combine([
      [1, a.influence],
      [-1, b.influence],
    ]),
  }
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!)
}
