import type { Image, Landmarks } from '@maskmirror/core'

/** A face as the recogniser sees it. All that a treatment learns of a photo: no label, no name, no log of a generator. */
export interface AlignedFace {
  /** RGB, 112×112, ArcFace's alignment. */
  readonly crop: Image
  /** `ibug68`, in pixels of the crop. */
  readonly landmarks: Landmarks
}
