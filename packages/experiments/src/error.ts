import { MaskMirrorError } from '@maskmirror/core'

export type ExperimentErrorCode =
  | 'bad-request'
  | 'dataset-unknown'
  | 'dataset-exists'
  | 'path-outside-roots'
  | 'model-not-embedding'
  | 'setting-impossible'
  | 'faces-models-missing'
  | 'run-unknown'
  | 'run-active'
  | 'run-not-resumable'
  | 'run-not-finished'
  | 'cancelled'
  | 'nothing-to-score'

/** What goes wrong with a run as a whole. */
export class ExperimentError extends MaskMirrorError<ExperimentErrorCode> {}
