import type { Certainty, CurveBand, DifferenceEstimate, DifferenceMeasures, SettingMeasures } from './certainty.ts'
import { differenceOf, type ResampledRows, type ViewMeasures, viewMeasures } from './column-estimates.ts'
import { numberCouples } from './couples.ts'
import { estimateDifference, estimateRate, type Resampled } from './estimate.ts'
import type { BootstrapPlan } from './plan-bootstrap.ts'

/**
 * The figures of all resamples.
 *
 * @param columns by column of the plan, every row filled by `resampleColumn`
 */
export function summariseBootstrap(plan: BootstrapPlan, columns: readonly ResampledRows[]): Certainty {
  const couples = numberCouples(plan.pairs, plan.personCount)
  const views = columns.map((column, index) => {
    const ofColumn = (withFailures: boolean) => viewMeasures({ plan, couples, index, column, withFailures })
    const scored = ofColumn(false)
    return { scored, withFailures: column.facts.failures === 0 ? scored : ofColumn(true) }
  })
  return {
    seed: plan.seed,
    resamples: plan.resamples,
    people: countPeople(plan),
    settings: plan.columns.slice(0, plan.settingCount).map(({ setting }, index) => {
      const { scored, withFailures } = views[index]!
      const ofScored = settingMeasures(plan, scored)
      return {
        id: setting,
        scored: ofScored,
        withFailures: withFailures === scored ? ofScored : settingMeasures(plan, withFailures),
      }
    }),
    differences: plan.differences.map(({ a, b, common, whole }) => {
      const over = common.map((index) => views[index]!.scored) as [ViewMeasures, ViewMeasures]
      const counting = whole.map((index) => views[index]!.withFailures) as [ViewMeasures, ViewMeasures]
      const ofCommon = differenceMeasures(plan, over, areSame(plan, common))
      const same = counting.every((view, i) => view === over[i])
      return {
        a,
        b,
        common: ofCommon,
        withFailures: same ? ofCommon : differenceMeasures(plan, counting, areSame(plan, whole)),
      }
    }),
  }
}

function settingMeasures(plan: BootstrapPlan, view: ViewMeasures): SettingMeasures {
  const estimate = (resampled: Resampled | null) => (resampled === null ? null : estimateRate(resampled))
  return {
    eer: estimate(view.eer()),
    auc: estimate(view.auc()),
    fnmrAtFmr: wantedTargets(plan).map((targetFmr, i) => ({ targetFmr, estimate: estimate(view.fnmrAtFmr(i)) })),
    atThresholds: plan.columns[0]!.thresholds.map((_, i) => ({
      fmr: estimate(view.fmrAt(i)),
      fnmr: estimate(view.fnmrAt(i)),
    })),
    band: curveBand(plan, view),
  }
}

/** No difference at all, which no resample can make uncertain. */
const noDifference: DifferenceEstimate = { value: 0, low: 0, high: 0, standardError: 0, pValue: 1 }

/** Whether two columns are the same scores at the same thresholds. */
function areSame({ columns }: BootstrapPlan, [first, second]: readonly [number, number]): boolean {
  const [a, b] = [columns[first]!, columns[second]!]
  return (
    a.scores.every((score, i) => Object.is(score, b.scores[i])) && a.thresholds.every((t, i) => t === b.thresholds[i])
  )
}

function differenceMeasures(
  plan: BootstrapPlan,
  [a, b]: readonly [ViewMeasures, ViewMeasures],
  same: boolean,
): DifferenceMeasures {
  const estimate = (measure: (view: ViewMeasures) => Resampled | null) => {
    const [first, second] = [measure(a), measure(b)]
    if (first === null || second === null || Number.isNaN(first.value)) return null
    return same ? noDifference : estimateDifference(differenceOf(first, second))
  }
  return {
    eer: estimate((view) => view.eer()),
    auc: estimate((view) => view.auc()),
    fnmrAtFmr: wantedTargets(plan).map((targetFmr, i) => ({
      targetFmr,
      estimate: estimate((view) => view.fnmrAtFmr(i)),
    })),
    atThresholds: plan.columns[0]!.thresholds.map((_, i) => ({
      fmr: estimate((view) => view.fmrAt(i)),
      fnmr: estimate((view) => view.fnmrAt(i)),
    })),
  }
}

function wantedTargets(plan: BootstrapPlan): readonly number[] {
  return plan.columns[0]!.targets.slice(0, plan.targetCount)
}

function curveBand(plan: BootstrapPlan, view: ViewMeasures): CurveBand {
  const band: CurveBand = { fmr: [], fnmr: [], low: [], high: [] }
  const { targets } = plan.columns[0]!
  for (let i = plan.targetCount; i < targets.length; i++) {
    const resampled = view.fnmrAtFmr(i)
    const estimate = resampled === null ? null : estimateRate(resampled)
    if (estimate === null) continue
    band.fmr.push(targets[i]!)
    band.fnmr.push(estimate.value)
    band.low.push(estimate.low)
    band.high.push(estimate.high)
  }
  return band
}

function countPeople({ pairs, personCount }: BootstrapPlan): number {
  const seen = new Uint8Array(personCount)
  for (const person of pairs.reference) seen[person] = 1
  for (const person of pairs.probe) seen[person] = 1
  return seen.filter((flag) => flag === 1).length
}
