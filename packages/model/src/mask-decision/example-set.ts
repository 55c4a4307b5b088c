import type { MaskPlace } from '@maskmirror/faces'
import type { MaskStyle } from '@maskmirror/mask-the-face'

/** Crops are kept larger than the network's, so that augmentation can shift them: pixels, and their span as in maskCrop. */
export const keptSide = 96
export const keptSpan = 180

/** What is known of one crop. */
export interface Example {
  /** Picture that it was made from. */
  readonly photo: string
  readonly person: string
  readonly source: 'generated' | 'photo'
  readonly place: MaskPlace
  /** How the mask was drawn; null for a bare face. */
  readonly style: MaskStyle | null
}

export interface ExampleSet {
  readonly examples: readonly Example[]
  /** [examples, 96, 96, 3], 0..255 */
  readonly pixels: Uint8Array
}
