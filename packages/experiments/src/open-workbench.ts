import { setCodecThreads } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry, type ModelRegistry } from '@maskmirror/inference'
import { withEmbeddedModels } from '@maskmirror/model/embedded'
import { type DataDirectory, openArtefactStore, openDatabase, openDataDirectory } from '@maskmirror/storage'
import { createWorkbench } from './create-workbench.ts'
import { readProvenance } from './provenance.ts'
import type { RunEnvironment } from './run-environment.ts'
import type { Workbench } from './workbench.ts'

export interface OpenWorkbenchOptions {
  /** Folder of the database, artefacts and pulled models; made when missing. */
  readonly dataDirectory: string
  /** Folders that data sets and models may be named in. */
  readonly roots: readonly string[]
  /** More folders with model files, searched after the data directory's own. */
  readonly modelDirectories: readonly string[]
  /** Folder that models are pulled from before the network is asked; null: none. */
  readonly modelMirror: string | null
  /** Of MaskMirror, for provenance. */
  readonly version: string
  readonly onUnexpectedError: (error: unknown, runId: string) => void
}

/** A workbench that owns its data directory. */
export interface OpenWorkbench {
  readonly workbench: Workbench
  readonly directory: DataDirectory
  readonly models: ModelRegistry
  /** For work on data sets that is no run. */
  readonly environment: RunEnvironment
  /** Queues again what a killed process left queued or running. */
  resumeInterrupted(): Promise<void>
  /** Stops at the next step what runs, keeps what is computed, and gives the data directory back. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens everything that runs need: data directory with its lock, database, artefacts, models, inference threads.
 *
 * @throws StorageError `data-directory`, `data-directory-in-use` or `database`
 */
export async function openWorkbench(options: OpenWorkbenchOptions): Promise<OpenWorkbench> {
  const { roots, modelDirectories, modelMirror, version, onUnexpectedError } = options
  // photos are decoded several at a time beside the models, so each gets one thread
  setCodecThreads(1)
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const directory = await openDataDirectory(options.dataDirectory)
    closers.push(() => directory[Symbol.asyncDispose]())
    const database = await openDatabase(directory.databasePath)
    closers.push(() => database[Symbol.asyncDispose]())
    const inference = createInferenceRuntime()
    closers.push(() => inference.close())
    const models = createModelRegistry({
      ...withEmbeddedModels([directory.modelsPath, ...modelDirectories]),
      ...(modelMirror === null ? {} : { mirrorDirectory: modelMirror }),
    })
    const workbench = createWorkbench({
      database,
      environment: {
        artefacts: openArtefactStore(directory.artefactsPath),
        models,
        inference,
        generatedPath: directory.generatedPath,
        clockMs: () => performance.now(),
      },
      datasetsPath: directory.datasetsPath,
      trainingsPath: directory.trainingsPath,
      roots,
      provenance: await readProvenance(version),
      now: () => new Date(),
      onUnexpectedError,
    })
    closers.push(() => workbench.close())
    return {
      workbench,
      directory,
      models,
      environment: workbench.environment,
      resumeInterrupted: workbench.resumeInterrupted,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
