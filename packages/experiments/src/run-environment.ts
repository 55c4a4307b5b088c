import type { InferenceRuntime, ModelRegistry } from '@maskmirror/inference'
import type { ArtefactStore } from '@maskmirror/storage'
import type { RunResult } from './result.ts'
import type { RunSpec } from './run-spec.ts'

/** What a run needs of the machine that it runs on; nothing of it changes a number. */
export interface RunEnvironment {
  readonly artefacts: ArtefactStore
  readonly models: ModelRegistry
  readonly inference: InferenceRuntime
  /** Where rendered pictures of generated data sets are kept. */
  readonly generatedPath: string
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
  /** The folder behind the id of a registered data set, or null. */
  readonly findDataset: (id: string) => Promise<{ folder: string; name: string } | null>
  /** A finished run, or null. */
  readonly findFinishedRun: (id: string) => Promise<{ spec: RunSpec; result: RunResult } | null>
}
