import { type ColumnFacts, keptInBatches, prepareColumn, resampleColumn } from '@maskmirror/evaluation/bootstrap'
import type { BootstrapShare } from './bootstrap-task.ts'

/**
 * Does some units of work, one a step, so that the caller can report and stop between them.
 *
 * @returns the facts of the columns that were touched
 */
export function* resampleUnits(
  { plan, replicates }: BootstrapShare,
  firstUnit: number,
  endUnit: number,
): Generator<undefined, (readonly [index: number, facts: ColumnFacts])[]> {
  const kept = keptInBatches(plan.seed, plan.personCount)
  const facts: (readonly [number, ColumnFacts])[] = []
  for (let unit = firstUnit; unit < endUnit; ) {
    const index = Math.floor(unit / plan.batches)
    const prepared = prepareColumn(plan, index)
    facts.push([index, prepared.facts])
    const end = Math.min(endUnit, (index + 1) * plan.batches)
    for (; unit < end; unit++) {
      const batch = unit % plan.batches
      resampleColumn(plan, prepared, { batch, kept: kept(batch) }, replicates[index]!)
      yield
    }
  }
  return facts
}
