import type { Image } from '@maskmirror/core'
import type { HoldPoints, MaskType, Rgb } from '@maskmirror/mask-the-face'

/** The mask that a person wears on a probe, read from its pixels alone. */
export interface ProbeMask {
  readonly type: MaskType
  /** 0..1: how much likelier the type is than the others, by what its template explains of the probe. */
  readonly typeConfidence: number
  /** 0.5..1: probability that the lower face is masked, judged by its colours. */
  readonly maskConfidence: number
  /** sRGB that the type's template must be given to show the probe's mask in neutral light. */
  readonly colour: Rgb
  /** sRGB, median of the mask's pixels in neutral light: without the gain of the light on the face. */
  readonly shownColour: Rgb
  /** One channel, as large as the probe's crop: the share of mask in each pixel, 0..255. */
  readonly alpha: Image
  /** Share of the lower face's inner part that the mask hides, 0..1. */
  readonly coverage: number
  /** Where the mask lies on the probe's face, in pixels of its crop. */
  readonly holdPoints: HoldPoints
}
