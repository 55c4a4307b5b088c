import { MaskMirrorError } from '@maskmirror/core'

export type FacesErrorCode = 'wrong-model' | 'bad-option' | 'bad-landmarks'

/** What is wrong with the parts that find faces. A photo without a face is no error but an outcome. */
export class FacesError extends MaskMirrorError<FacesErrorCode> {}
