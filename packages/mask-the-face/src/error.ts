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
  // of the compatibility mode
  | 'bad-config'
  | 'bad-arguments'
  | 'bad-seed'
  | 'bad-count'

/**
 * A caller's mistake, or a configuration file's; what is wrong with a face is an outcome, not an error, also where the
 * original program would stop.
 */
export class MaskTheFaceError extends MaskMirrorError<MaskTheFaceErrorCode> {}
