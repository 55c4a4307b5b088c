import { MaskMirrorError } from '@maskmirror/core'

export type EvaluationErrorCode =
  | 'count-out-of-range'
  | 'folds-unusable'
  | 'pair-duplicate'
  | 'pair-list-mismatch'
  | 'people-missing'
  | 'rate-out-of-range'
  | 'score-not-finite'
  | 'score-outside-range'
  | 'score-too-large'
  | 'scores-empty'
  | 'setting-duplicate'
  | 'setting-unknown'
  | 'settings-empty'

/** Everything that this package throws. */
export class EvaluationError extends MaskMirrorError<EvaluationErrorCode> {}
