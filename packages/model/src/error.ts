import { MaskMirrorError } from '@maskmirror/core'

export type ModelErrorCode = 'backend-missing' | 'shape-mismatch' | 'duplicate-name' | 'missing-parameter'

/** What goes wrong with training and exporting models. */
export class ModelError extends MaskMirrorError<ModelErrorCode> {}
