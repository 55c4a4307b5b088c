import { MaskMirrorError } from '@maskmirror/core'

export type SynthErrorCode =
  | 'output-collision'
  | 'bad-face-list'
  | 'bad-pattern'
  | 'assets-missing'
  | 'unwritable-output'
  | 'cancelled'

/** What goes wrong with drawing masks on a folder as a whole; what is wrong with a picture is an outcome. */
export class SynthError extends MaskMirrorError<SynthErrorCode> {}
