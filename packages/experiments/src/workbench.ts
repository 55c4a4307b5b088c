import type { Progress } from '@maskmirror/core'
import type { RatesOver, SettingId, SettingRatesAt } from '@maskmirror/evaluation'
import type { RunComparison } from './compare-runs.ts'
import type { DatasetPages } from './dataset-pages/dataset-pages.ts'
import type { HealthChecks } from './dataset-pages/health-checks.ts'
import type { DemonstrationFace } from './demonstration-faces.ts'
import type { DamagePage, DamageQuery } from './pair-drill-down.ts'
import type { RunResult } from './result.ts'
import type { RunExport } from './run-exports.ts'
import type { RunOverlay } from './run-overlay.ts'
import type { RunRequest } from './run-request.ts'
import type { RunSpec } from './run-spec.ts'
import type { Trainings } from './training-jobs/trainings.ts'
import type { Understanding } from './understanding/understand-runs.ts'

/** queued → running → succeeded, or cancelled or failed; both can be resumed. */
export type RunStatus = 'queued' | 'running' | 'succeeded' | 'cancelled' | 'failed'

export interface DatasetSummary {
  readonly id: string
  readonly name: string
  readonly kind: 'generated' | 'folder'
  readonly description: string
  readonly licence: string | null
  /** Counts are null when the folder cannot be read now; `detail` says why. */
  readonly people: number | null
  readonly photos: number | null
  readonly maskedPhotos: number | null
  readonly hasPairList: boolean
  readonly state: 'ready' | 'unreadable'
  readonly detail: string | null
}

export interface ModelSummary {
  readonly name: string
  readonly task: string
  readonly description: string
  readonly licence: string
  readonly bytes: number | null
  readonly state: 'built-in' | 'present' | 'missing' | 'wrong-checksum'
  /** What to do when the file is not there, or what else to know. */
  readonly detail: string | null
}

export interface RunError {
  readonly code: string
  readonly message: string
}

export interface RunSummary {
  readonly id: string
  readonly dataset: string
  readonly model: string
  readonly settings: readonly string[]
  readonly status: RunStatus
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly durationMs: number | null
  readonly progress: Progress | null
  readonly error: RunError | null
  /** The run succeeded but an older version laid its result out in another way: it cannot be shown, and starting it again makes a new run. */
  readonly outdated: boolean
  /** EER by setting, fraction; null before the end and for an outdated run. */
  readonly eers: readonly { readonly setting: string; readonly eer: number | null }[] | null
}

/** Which program, on which machine. */
export interface Provenance {
  readonly version: string
  readonly commit: string | null
  readonly node: string
  readonly platform: string
  readonly cpu: string
  readonly cores: number
}

export interface RunDetail extends RunSummary {
  readonly request: RunRequest
  readonly spec: RunSpec
  readonly provenance: Provenance | null
  readonly result: RunResult | null
}

/** What changes while a run is watched. */
export interface RunEvent {
  readonly status: RunStatus
  readonly progress: Progress | null
  readonly error: RunError | null
}

/** What the server offers to its clients: everything that the dashboard and the command line do with runs. */
export interface Workbench {
  listDatasets(): Promise<DatasetSummary[]>
  /**
   * Registers a folder of people.
   *
   * @param folder absolute; must lie inside one of the allowed roots
   * @throws ExperimentError `path-outside-roots`, or the adapter's own error for a folder that is no data set
   */
  addDataset(folder: string, name?: string): Promise<DatasetSummary>
  /** Forgets a registered folder, its health check and what was decided about its photos; the photos and the runs on it stay. */
  removeDataset(id: string): Promise<void>
  /** Looking at the photos of sets. */
  readonly pages: DatasetPages
  /** Checks of sets, in one queue with the runs. */
  readonly health: Pick<HealthChecks, 'start' | 'cancel' | 'resume' | 'watch'>
  /** Trainings of recognisers, in one queue with the runs. */
  readonly trainings: Omit<Trainings, 'resumeInterrupted'>
  /** What recognisers of finished runs look at, and where their features lie. */
  readonly understanding: Understanding
  listModels(): Promise<ModelSummary[]>
  /** Newest first. */
  listRuns(): Promise<RunSummary[]>
  /** @throws ExperimentError `run-unknown` */
  getRun(id: string): Promise<RunDetail>
  /** Queues a run, or answers with the one that already has this specification. */
  startRun(request: RunRequest): Promise<{ id: string; existing: boolean }>
  /** Stops a queued or running run at the next step; what is computed is kept. */
  cancelRun(id: string): Promise<void>
  /** Queues a cancelled or failed run again; it continues where it was. */
  resumeRun(id: string): Promise<void>
  /** Deletes a run's result that is not running. Cached stages stay. */
  removeRun(id: string): Promise<void>
  /** The present state at once, then every change until the run has ended or the signal aborts. */
  watchRun(id: string, signal: AbortSignal): AsyncIterable<RunEvent>
  /** Generated faces to try masks on. */
  listDemonstrationFaces(): Promise<DemonstrationFace[]>
  /** All covers and patterns as drawn here, a pack of `@maskmirror/mask-the-face` as gzip. */
  readMaskDrawings(): Promise<Uint8Array>
  /** The landmarker's published file for the browser, or null when it is not there. */
  readLandmarker(): Promise<Uint8Array | null>
  /** PNG bytes, or null when there is no such picture. */
  readImage(id: string): Promise<Uint8Array | null>
  /**
   * Exact error rates of all settings of a finished run at any threshold.
   *
   * @throws ExperimentError `run-unknown` or `scores-missing`
   */
  ratesAt(id: string, query: { threshold: number; over: RatesOver }): Promise<SettingRatesAt[]>
  /**
   * Pairs of a finished run, the most damaged first, with what was compared.
   *
   * @throws ExperimentError `run-unknown`, `scores-missing` or `setting-not-run`
   */
  listDamage(id: string, query: DamageQuery): Promise<DamagePage>
  /**
   * What the second run changed against the first, with paired intervals. Takes seconds at the first call.
   *
   * @throws ExperimentError `run-not-finished`, `result-outdated`, `scores-missing` or `runs-not-comparable`
   */
  compareRuns(a: string, b: string): Promise<RunComparison>
  /**
   * DET and ROC of one setting in two runs, on whatever pairs; null when one of them has no curve of it.
   *
   * @throws ExperimentError `run-not-finished` or `result-outdated`
   */
  overlayRuns(a: string, b: string, setting: SettingId): Promise<RunOverlay | null>
  /**
   * A file made from a finished run, such as `table.csv`, `scores.csv` or `det.svg`; null when there is no file of this name.
   *
   * @throws ExperimentError `run-not-finished`, `result-outdated` or `scores-missing`
   */
  exportRun(id: string, fileName: string): Promise<RunExport | null>
  /**
   * The self-contained HTML report of a finished run.
   *
   * @throws ExperimentError `run-not-finished` or `result-outdated`
   */
  renderReport(id: string): Promise<string>
}
