export type { BootstrapInput } from './bootstrap-input.ts'
export { bootstrapPeople } from './bootstrap-people.ts'
export type {
  Certainty,
  CurveBand,
  SettingMeasures,
} from './certainty.ts'
export { CurveBandSchema } from './certainty.ts'
export type { ResampledRows } from './column-estimates.ts'
export { rowLayout } from './column-measures.ts'
export { keptInBatches } from './kept-people.ts'
export type { BootstrapPlan } from './plan-bootstrap.ts'
export { planBootstrap } from './plan-bootstrap.ts'
export type { ColumnFacts } from './resample-column.ts'
export { prepareColumn, replicateLength, resampleColumn } from './resample-column.ts'
export { summariseBootstrap } from './summarise-bootstrap.ts'
