import { MaskMirrorError } from '@maskmirror/core'

export type ModelErrorCode =
  | 'backend-missing'
  | 'shape-mismatch'
  | 'duplicate-name'
  | 'missing-parameter'
  | 'bad-config'
  | 'bad-checkpoint'
  | 'unwritable'
  | 'other-training'
  | 'not-finite'
  | 'pictures-failed'
  | 'unusable-pictures'
  | 'unknown-map'
  | 'not-trainable'
  | 'export-differs'
  | 'other-architecture'

/** What goes wrong with training and exporting models. */
export class ModelError extends MaskMirrorError<ModelErrorCode> {}
