/** What one side of a pair shows; `treated` is an unmasked reference that was changed for the probe. */
export type MaskState = 'unmasked' | 'masked' | 'treated'

/** One side of a pair, as far as it is known; null for what is not. */
export interface CheckedSide {
  readonly person: string | null
  /** Identifies the photo: its id, or the hash of its content. A drawn mask does not make another picture. */
  readonly picture: string | null
  readonly mask: MaskState | null
}

/** A pair with what the checks read. */
export interface CheckedPair {
  readonly reference: CheckedSide
  readonly probe: CheckedSide
  /** Whether it is counted as a pair of one person. */
  readonly genuine: boolean
}
