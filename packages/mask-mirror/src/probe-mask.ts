import type { Image } from '@maskmirror/core'
import type { MaskType, Rgb } from '@maskmirror/mask-the-face'

/** The mask that a person wears on a probe, read from its pixels alone. */
export interface ProbeMask {
  readonly type: MaskType
  /** The fabric's colour in neutral light: the median of the mask's pixels without the gain of the light on the face. */
  readonly colour: Rgb
  /** 0..1: how far the best template beats the second. */
  readonly typeConfidence: number
  /** 0..1: how far the lower face looks unlike the skin of the upper face. */
  readonly maskConfidence: number
  /** One channel, as large as the probe's crop: the share of mask in each pixel, 0..255. */
  readonly alpha: Image
  /** Share of the lower-face region that the mask hides, 0..1. */
  readonly coverage: number
  /** `ibug68` points of the probe, in pixels of its crop: where the mask lies on the face. */
  readonly landmarks: Float32Array
}
