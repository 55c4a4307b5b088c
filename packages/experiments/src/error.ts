import { MaskMirrorError } from '@maskmirror/core'

export type ExperimentErrorCode =
  | 'dataset-unknown'
  | 'dataset-exists'
  | 'path-outside-roots'
  | 'model-not-embedding'
  | 'model-not-detector'
  | 'setting-impossible'
  | 'faces-models-missing'
  | 'run-unknown'
  | 'run-active'
  | 'run-not-active'
  | 'run-not-resumable'
  | 'input-changed'
  | 'run-not-finished'
  | 'result-outdated'
  | 'cancelled'
  | 'stage-damaged'
  | 'scores-missing'
  | 'setting-not-run'
  | 'runs-not-comparable'
  | 'thresholds-unusable'
  | 'training-manifest-malformed'
  | 'training-manifest-unreadable'
  | 'worker-ended'

/** What goes wrong with a run as a whole. */
export class ExperimentError extends MaskMirrorError<ExperimentErrorCode> {}
