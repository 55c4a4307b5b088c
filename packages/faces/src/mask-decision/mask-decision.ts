import type { MaskPlace } from './mask-place.ts'

/** Whether a mask covers a face's mouth, and where it is worn. */
export interface MaskDecision {
  /**
   * `masked` when a mask covers the mouth, which is what hides a face from a recogniser; a mask on the chin hides nothing, so the
   * face is `bare`. `unsure` where the probability is too near to a half: see `leastConfidence`.
   */
  readonly decision: 'masked' | 'bare' | 'unsure'
  /**
   * The likelier place of those that agree with the probability: `correct` or `below-nose`, else `none` or `on-chin`. Null for a
   * masked face from a model that cannot tell places.
   */
  readonly where: MaskPlace | null
  /** That a mask covers the mouth, 0..1, calibrated for sets in which half of the faces wear one. */
  readonly probability: number
  /** Of each place, adding up to 1; null from a model that cannot tell places. */
  readonly places: Readonly<Record<MaskPlace, number>> | null
}
