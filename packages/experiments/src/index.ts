export type { ExperimentErrorCode } from './error.ts'
export { ExperimentError } from './error.ts'
export { openRequestedDataset } from './open-dataset.ts'
export type { OpenWorkbench, OpenWorkbenchOptions } from './open-workbench.ts'
export { openWorkbench } from './open-workbench.ts'
export { packDataset } from './pack-dataset.ts'
export { figureFileSvg } from './report/figure-file.ts'
export type { Example, FailureCount, RunResult } from './result.ts'
export { ImageIdSchema } from './result.ts'
export { runComparisonFiles, runComparisonReport } from './run-comparison-report.ts'
export { runExportNames } from './run-exports.ts'
export type { RunFigures } from './run-figures.ts'
export { runFigures } from './run-figures.ts'
export { runReports } from './run-reports.ts'
export type { RunRequest, RunRequestInput } from './run-request.ts'
export { RunRequestSchema } from './run-request.ts'
export type { RunSpec } from './run-spec.ts'
export { lookTargets } from './understanding/look-at-person.ts'
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
export type { WorkbenchErrorCode } from './workbench-error-code.ts'
