import type { Image, Landmarks } from '@maskmirror/core'
import { TreatmentError } from './error.ts'

/** A face as the recogniser sees it. All that a treatment learns of a photo: no label, no name, no log of a generator. */
export interface AlignedFace {
  /** RGB, 112×112, ArcFace's alignment. */
  readonly crop: Image
  /** `ibug68`, in pixels of the crop; some may lie outside of it. */
  readonly landmarks: Landmarks
}

/** Side of an aligned crop in pixels. */
export const cropSide = 112

/** @throws TreatmentError `bad-crop` when the crop is not RGB of 112×112 */
export function checkAlignedFace({ crop }: AlignedFace): void {
  if (crop.width === cropSide && crop.height === cropSide && crop.channels === 3) return
  throw new TreatmentError({
    code: 'bad-crop',
    message: `Expected a crop of 112×112×3 but received ${crop.width}×${crop.height}×${crop.channels}`,
    details: { width: crop.width, height: crop.height, channels: crop.channels },
  })
}
