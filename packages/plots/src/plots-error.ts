import { MaskMirrorError } from '@maskmirror/core'

export type PlotsErrorCode = 'figure-empty' | 'size-out-of-range'

/** Everything that this package throws. */
export class PlotsError extends MaskMirrorError<PlotsErrorCode> {}
