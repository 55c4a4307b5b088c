import { MaskMirrorError } from '@maskmirror/core'

export type PictureFolderErrorCode =
  | 'input-missing'
  | 'bad-output-folder'
  | 'output-in-use'
  | 'unwritable-output'
  | 'worker-ended'
  | 'cancelled'

/** What goes wrong with work on a folder of pictures as a whole; what is wrong with a picture is an outcome. */
export class PictureFolderError extends MaskMirrorError<PictureFolderErrorCode> {}
