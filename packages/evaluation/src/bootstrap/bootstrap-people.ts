import type { BootstrapInput } from './bootstrap-input.ts'
import type { Certainty } from './certainty.ts'
import { keptInBatches } from './kept-people.ts'
import { planBootstrap } from './plan-bootstrap.ts'
import { prepareColumn, replicateLength, resampleColumn } from './resample-column.ts'
import { summariseBootstrap } from './summarise-bootstrap.ts'

/**
 * Double-or-nothing bootstrap over people (Fogliato, Patil & Perona, "Confidence intervals for error rates in 1:1 matching tasks",
 * 2023), in the calling thread: each person is kept with probability one half and a pair counts when both of its people are
 * kept, in every setting alike.
 *
 * @throws EvaluationError as `planBootstrap`
 */
export function bootstrapPeople(input: BootstrapInput): Certainty {
  const plan = planBootstrap(input)
  const kept = keptInBatches(plan.seed, plan.personCount)
  const columns = plan.columns.map((_, index) => {
    const replicates = new Float64Array(plan.resamples * replicateLength(plan, index))
    const prepared = prepareColumn(plan, index)
    for (let batch = 0; batch < plan.batches; batch++) {
      resampleColumn(plan, prepared, { batch, kept: kept(batch) }, replicates)
    }
    return { facts: prepared.facts, replicates }
  })
  return summariseBootstrap(plan, columns)
}
