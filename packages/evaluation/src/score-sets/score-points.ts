import type { SettingId } from '#settings.ts'
import type { FnmrAtFmr, TableOperatingPoint } from '#table-rates.ts'

/** Thresholds and false match rates that were asked for besides those of the table. */
export interface WantedPoints {
  readonly thresholds: readonly number[]
  /** Each in [0, 1]. */
  readonly fmrs: readonly number[]
}

/** One setting at them, in their order. */
export interface ScorePoints {
  readonly setting: SettingId
  readonly atThresholds: readonly TableOperatingPoint[]
  readonly atFmrs: readonly FnmrAtFmr[]
}
