import { MaskMirrorError } from '@maskmirror/core'

export type MaskTheFaceErrorCode =
  | 'bad-image'
  | 'bad-landmarks'
  | 'bad-colour'
  | 'bad-style'
  | 'bad-pattern'
  | 'bad-template'
  | 'missing-template'
  | 'bad-record'

/** A caller's mistake; what is wrong with a face is an outcome, not an error. */
export class MaskTheFaceError extends MaskMirrorError<MaskTheFaceErrorCode> {}
