import { MaskMirrorError } from '@maskmirror/core'

export type ImagingErrorCode =
  | 'not-an-image'
  | 'damaged-image'
  | 'image-too-large'
  | 'image-too-small'
  | 'bad-quality'
  | 'bad-svg'
  | 'degenerate-points'
  | 'bad-shape'

/** What goes wrong with pictures and the geometry between them. */
export class ImagingError extends MaskMirrorError<ImagingErrorCode> {}
