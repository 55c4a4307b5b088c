import type { Certainty, CurveBand, DifferenceMeasures, SettingMeasures } from './certainty.ts'
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
  const view = (index: number, withFailures: boolean) =>
    viewMeasures({ plan, couples, index, column: columns[index]!, withFailures })
  return {
    seed: plan.seed,
    resamples: plan.resamples,
    people: countPeople(plan),
    settings: plan.columns.slice(0, plan.settingCount).map(({ setting }, index) => {
      const scored = settingMeasures(plan, view(index, false))
      const withFailures = columns[index]!.facts.failures === 0 ? scored : settingMeasures(plan, view(index, true))
      return { id: setting, scored, withFailures }
    }),
    differences: plan.differences.map(({ a, b, common, whole }) => {
      const ofCommon = differenceMeasures(plan, view(common[0], false), view(common[1], false))
      const withFailures = whole.every((index) => columns[index]!.facts.failures === 0)
        ? ofCommon
        : differenceMeasures(plan, view(whole[0], true), view(whole[1], true))
      return { a, b, common: ofCommon, withFailures }
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

function differenceMeasures(plan: BootstrapPlan, a: ViewMeasures, b: ViewMeasures): DifferenceMeasures {
  const estimate = (measure: (view: ViewMeasures) => Resampled | null) => {
    const [first, second] = [measure(a), measure(b)]
    return first === null || second === null ? null : estimateDifference(differenceOf(first, second))
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
