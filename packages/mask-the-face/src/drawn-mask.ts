import type { Image } from '@maskmirror/core'
import type { MaskRecord } from './mask-record.ts'
import type { SixPointsFailure } from './six-points.ts'

export interface DrawnMask {
  /**
   * As large as the input: RGBA for RGBA, else RGB. Pixels outside the record's box are bit for bit those of the input;
   * without shadow those with alpha 0 are too.
   */
  readonly image: Image
  /** One channel, as large as the input: 255 where only the mask is seen. */
  readonly alpha: Image
  readonly record: MaskRecord
}

/** Why no mask was drawn. */
export type DrawMaskFailure = SixPointsFailure | 'outside-picture' | 'face-too-small' | 'unstable-warp'
