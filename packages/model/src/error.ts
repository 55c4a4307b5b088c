import { MaskMirrorError } from '@maskmirror/core'

export type ModelErrorCode = 'unknown-backend' | 'backend-missing' | 'shape-mismatch'

/** What goes wrong with training and exporting models. */
export class ModelError extends MaskMirrorError<ModelErrorCode> {}
