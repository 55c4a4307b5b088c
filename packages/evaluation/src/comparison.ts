import type { SettingId } from './settings.ts'

/** Where a comparison failed: on a picture, or when the reference was treated. */
export const failureSides = ['reference', 'probe', 'treatment'] as const

export type FailureSide = (typeof failureSides)[number]

/** The score of a pair in one setting, or why there is none. */
export type ComparisonOutcome =
  | { readonly ok: true; readonly score: number }
  | {
      readonly ok: false
      readonly side: FailureSide
      /** A word from the closed set of the step that failed, such as `no-face`. */
      readonly reason: string
    }

/** One pair of the pair list in one setting. */
export interface Comparison {
  /** Position in the pair list that all settings share, from 0. */
  readonly pairIndex: number
  /** Whether both pictures show one person. */
  readonly genuine: boolean
  readonly outcome: ComparisonOutcome
}

/** All pairs of the list in one setting, in any order. */
export interface SettingComparisons {
  readonly setting: SettingId
  readonly comparisons: readonly Comparison[]
}

/** Who is on a pair; equal for a genuine pair. */
export interface PairPeople {
  readonly reference: string
  readonly probe: string
}
