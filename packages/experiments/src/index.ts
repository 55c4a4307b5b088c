export type { ExperimentErrorCode } from './error.ts'
export { ExperimentError } from './error.ts'
export type { Example, FailureCount, RunResult } from './result.ts'
export { ImageIdSchema, RunResultSchema } from './result.ts'
export type { RunRequest, RunRequestInput } from './run-request.ts'
export { RunRequestSchema } from './run-request.ts'
export type { RunSpec } from './run-spec.ts'
export type {
  DatasetSummary,
  ModelSummary,
  Provenance,
  RunDetail,
  RunError,
  RunEvent,
  RunStatus,
  RunSummary,
  Workbench,
} from './workbench.ts'
