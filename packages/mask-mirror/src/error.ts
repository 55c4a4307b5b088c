import { MaskMirrorError } from '@maskmirror/core'

export type TreatmentErrorCode = 'bad-crop'

/** A caller's mistake; what is wrong with a face is an outcome, not an error. */
export class TreatmentError extends MaskMirrorError<TreatmentErrorCode> {}
