import type { SettingId } from '#settings.ts'

/** Numbers of names on the two sides of each comparison; null where a side is not named. */
export interface SideNames {
  readonly reference: Int32Array | null
  readonly probe: Int32Array | null
  /** Element i for number i. */
  readonly names: readonly string[]
}

/** All comparisons of one system or setting, in the order of its file. Arrays of equal length. */
export interface ScoreSet {
  readonly setting: SettingId
  /** Higher is more alike. */
  readonly scores: Float64Array
  /** 1 for a pair of one person, 0 for a pair of two. */
  readonly genuine: Uint8Array
  /** Both sides named, or null. */
  readonly people: SideNames | null
  readonly pictures: SideNames
  /** The fold of each pair, from 0; null for a list without folds. */
  readonly folds: Int32Array | null
}
