import type { FloatTensor } from '@maskmirror/inference'
import type { Candidate } from './candidate.ts'

/** Networks that are used in the same way; a model file belongs to the family whose outputs it has. */
export interface DetectorFamily {
  readonly title: string
  /** Names of the outputs that every network of the family has. */
  readonly outputs: readonly string[]
  /** Whether it gives the five points beside the box. */
  readonly points: boolean
  /** Least score of a face, 0..1, unless the caller says otherwise. */
  readonly scoreThreshold: number
  /** Overlap above which the weaker of two boxes goes, 0..1, unless the caller says otherwise. */
  readonly maxOverlap: number
}

/** Networks that give all faces in one run. */
export interface OneShotFamily extends DetectorFamily {
  /** @param size of the network's input, pixels */
  decode(
    outputs: Readonly<Record<string, FloatTensor>>,
    size: { readonly width: number; readonly height: number },
    threshold: number,
  ): Candidate[]
}
