import type { Image } from '@maskmirror/core'
import type { Candidate } from './candidate.ts'

/** Finds faces in an RGB picture that has been brought to the network's size, in its pixels, best score first. */
export type Look = (picture: Image) => Promise<Candidate[]>

export interface Thresholds {
  /** Least score of a face, 0..1. */
  readonly score: number
  /** Overlap above which the weaker of two boxes goes, 0..1. */
  readonly overlap: number
}
