import type { BootstrapPlan, Certainty, ColumnFacts, ResampledRows } from '@maskmirror/evaluation/bootstrap'

/** What every thread of a bootstrap gets at its start; the arrays lie in memory that all share. */
export interface BootstrapShare {
  readonly plan: BootstrapPlan
  /** By column of the plan, filled by the threads. */
  readonly replicates: readonly Float64Array[]
}

/** Units of work are batches of resamples, of the first column first: unit u is batch u % batches of column u / batches. */
export type BootstrapTask =
  | { readonly kind: 'resample'; readonly firstUnit: number; readonly endUnit: number }
  | { readonly kind: 'summarise'; readonly columns: readonly ResampledRows[] }

export type BootstrapMessage =
  | { readonly kind: 'unit-done' }
  | { readonly kind: 'resampled'; readonly facts: readonly (readonly [index: number, facts: ColumnFacts])[] }
  | { readonly kind: 'summarised'; readonly certainty: Certainty }
