import { MaskMirrorError } from '@maskmirror/core'

export type EvaluationErrorCode =
  | 'attribute-unusable'
  | 'count-out-of-range'
  | 'embedding-zero'
  | 'fit-not-converged'
  | 'folds-unusable'
  | 'gallery-empty'
  | 'pair-duplicate'
  | 'pair-list-mismatch'
  | 'people-missing'
  | 'people-overlap'
  | 'rate-out-of-range'
  | 'score-file-malformed'
  | 'score-file-unwritable'
  | 'score-not-finite'
  | 'score-outside-range'
  | 'score-too-large'
  | 'scores-changed'
  | 'scores-empty'
  | 'setting-duplicate'
  | 'setting-unknown'
  | 'settings-empty'
  | 'shape-mismatch'
  | 'spread-zero'

/** Everything that this package throws. */
export class EvaluationError extends MaskMirrorError<EvaluationErrorCode> {}
