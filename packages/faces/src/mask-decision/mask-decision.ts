import type { MaskPlace } from './mask-place.ts'

/** Whether a face wears a mask, and where. */
export interface MaskDecision {
  /** `unsure` where the probability is too near to a half: see `leastConfidence`. */
  readonly decision: 'masked' | 'bare' | 'unsure'
  /** The most probable place; null from a model that cannot tell places, unless it is `none`. */
  readonly where: MaskPlace | null
  /** That a mask is worn anywhere, 0..1, calibrated for sets in which half of the faces wear one. */
  readonly probability: number
  /** Of each place, adding up to 1; null from a model that cannot tell places. */
  readonly places: Readonly<Record<MaskPlace, number>> | null
}
