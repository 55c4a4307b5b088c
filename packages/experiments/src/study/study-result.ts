import type { SettingId } from '@maskmirror/evaluation'
import type { RunDifference } from '#compare-runs.ts'
import type { Provenance } from '#workbench.ts'

/** A system of a study, ready to be measured. */
export interface StudySystemResult {
  readonly name: string
  /** Of the model's file. */
  readonly sha256: string
  /** Where it was learned here; null for one that was there. */
  readonly learned: {
    /** Steps of training; the best of them is in the file. */
    readonly steps: number
    readonly best: { readonly step: number; readonly fnmr: number } | null
    /** FNMR of development people before; null without them or where training began at random. */
    readonly before: number | null
  } | null
}

/** One system in one setting of one set. Rates are fractions; null where the set does not support them. */
export interface StudyRow {
  readonly system: string
  readonly setting: SettingId
  readonly eer: number | null
  readonly eerInterval: { readonly low: number; readonly high: number } | null
  readonly fnmrAtFmr100: number | null
  readonly fnmrAtFmr1000: number | null
  /** At the system's own threshold of FMR 1 % on UMR-UMP. */
  readonly frozenFmr100: { readonly fmr: number; readonly fnmr: number } | null
  readonly meanGenuine: number | null
  readonly meanImpostor: number | null
}

export interface StudyEvaluation {
  readonly name: string
  readonly counts: {
    readonly people: number
    readonly photos: number
    readonly genuine: number
    readonly impostor: number
  }
  /** Ids of runs by system. */
  readonly runs: Readonly<Record<string, string>>
  readonly rows: readonly StudyRow[]
  /** Each system less the first, on the pairs that both scored; Holm's correction over systems and settings of a measure. */
  readonly differences: readonly (RunDifference & { readonly system: string })[]
  readonly notes: readonly string[]
}

/** Everything that a study found. */
export interface StudyResult {
  readonly name: string
  readonly systems: readonly StudySystemResult[]
  readonly evaluations: readonly StudyEvaluation[]
  /** Of the last run. */
  readonly provenance: Provenance | null
}
