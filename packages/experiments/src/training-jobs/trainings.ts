import { mkdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '@maskmirror/core'
import type { TrainFile } from '@maskmirror/model'
import { type Database, type TrainingRow, writeAtomically } from '@maskmirror/storage'
import { z } from 'zod'
import { ExperimentError } from '../error.ts'
import { type QueuedWorkParts, queuedWork } from '../queued-work.ts'
import { ImageIdSchema } from '../result.ts'
import type { RunEnvironment } from '../run-environment.ts'
import type { RunQueue } from '../run-queue.ts'
import { hashOf } from '../run-spec.ts'
import { watchRun } from '../watch-run.ts'
import type { RunError, RunEvent, RunStatus } from '../workbench.ts'
import { runTrainingThread } from './run-training-thread.ts'
import { readTrainingMetrics, type TrainingMetrics } from './training-metrics.ts'

export interface TrainingSummary {
  readonly id: string
  readonly name: string
  readonly steps: number
  readonly status: RunStatus
  readonly progress: Progress | null
  readonly error: RunError | null
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly finishedAt: string | null
}

const AboutSchema = z.object({
  /** What computes; null before it is known. */
  backend: z.string().nullable(),
  /** Faces of the first pass, bare and with their mask. */
  examples: z.array(z.object({ unmasked: ImageIdSchema, masked: ImageIdSchema })),
})

export interface TrainingDetail extends TrainingSummary, z.infer<typeof AboutSchema> {
  /** The configuration as JSON, every default filled in. */
  readonly file: unknown
}

/** Trainings of recognisers on generated faces, as jobs in one queue with the runs. */
export interface Trainings {
  /** Configurations that come with the program, as one writes them, by name. */
  listConfigs(): Promise<{ name: string; text: string }[]>
  /** Newest first. */
  list(): Promise<TrainingSummary[]>
  /** @throws ExperimentError `training-unknown`, as all that take an id do */
  get(id: string): Promise<TrainingDetail>
  metrics(id: string): Promise<TrainingMetrics>
  /**
   * Queues a training, or answers with the one that has this configuration.
   *
   * @param text a configuration as JSON, see `TrainFileSchema`
   * @throws ZodError with what is wrong; ExperimentError `training-data-unsupported`
   */
  start(text: string): Promise<{ id: string; existing: boolean }>
  /** Stops after the step that runs, with a checkpoint. */
  cancel(id: string): Promise<void>
  /** Goes on from the checkpoint, as if it had never stopped. */
  resume(id: string): Promise<void>
  /** Deletes a training that does not run, with its checkpoints and its model. */
  remove(id: string): Promise<void>
  watch(id: string, signal: AbortSignal): AsyncIterable<RunEvent>
  /** Queues again what a killed process left. */
  resumeInterrupted(): Promise<void>
}

const ErrorSchema = z.object({ code: z.string(), message: z.string() })
const NamedSchema = z.object({ training: z.object({ name: z.string(), steps: z.int() }) })

/** @param options.folder of all trainings */
export function createTrainings(options: {
  readonly database: Database
  readonly queue: RunQueue
  readonly environment: Pick<RunEnvironment, 'artefacts' | 'generatedPath'>
  readonly folder: string
  readonly work: QueuedWorkParts
}): Trainings {
  const { database, queue, environment, folder, work } = options
  const summaryOf = (row: TrainingRow): TrainingSummary => ({
    id: row.id,
    ...NamedSchema.parse(row.file).training,
    status: row.status,
    progress: work.progressOf.get(jobId(row.id)) ?? null,
    error: ErrorSchema.nullable().parse(row.error),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  })
  const known = async (id: string): Promise<TrainingRow> => {
    const row = await database.findTraining(id)
    if (row !== null) return row
    throw new ExperimentError({
      code: 'training-unknown',
      message: `Expected the id of a training but received ${JSON.stringify(id)}`,
    })
  }
  const folderOf = (id: string) => join(folder, id)

  const enqueue = (id: string) => {
    const store = (state: Parameters<typeof database.updateTraining>[1]) => database.updateTraining(id, state)
    const execute = async ({ onProgress, signal }: { onProgress: (now: Progress) => void; signal: AbortSignal }) => {
      const place = folderOf(id)
      await mkdir(place, { recursive: true })
      // parsed when it was started; of another version it is parsed again
      const { TrainFileSchema } = await import('@maskmirror/model')
      const file: TrainFile = TrainFileSchema.parse((await known(id)).file)
      const about: z.infer<typeof AboutSchema> = { backend: null, examples: [] }
      await runTrainingThread(
        {
          file,
          folder: place,
          cacheDirectory: environment.generatedPath,
          threads: Math.max(1, availableParallelism() - 1),
        },
        {
          artefacts: environment.artefacts,
          signal,
          onProgress,
          onBackend: (backend) => {
            about.backend = backend
          },
          onExamples: (examples) => {
            about.examples = [...examples]
            void writeAbout(place, about).catch((error) => work.onUnexpectedError(error, id))
          },
        },
      )
      await store({ status: 'succeeded', finishedAt: work.now() })
    }
    queue.add(jobId(id), queuedWork(jobId(id), { store, execute }, work))
  }

  return {
    listConfigs,
    list: async () => (await database.listTrainings()).map(summaryOf),
    get: async (id) => {
      const row = await known(id)
      return { ...summaryOf(row), ...(await readAbout(folderOf(id))), file: row.file }
    },
    metrics: async (id) => readTrainingMetrics(folderOf((await known(id)).id)),
    start: async (text) => {
      const { TrainFileSchema } = await import('@maskmirror/model')
      const file = TrainFileSchema.parse(JsonSchema.parse(text))
      if (file.data.kind !== 'generated' || file.training.system === 'unmasking') {
        throw new ExperimentError({
          code: 'training-data-unsupported',
          message:
            'Expected data.kind to be "generated" and no frozen recogniser. Other trainings are started by maskmirror train',
        })
      }
      const name = file.training.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
      const id = `${name}-${hashOf(file).slice(0, 12)}`
      const added = await database.insertTraining({ id, file })
      if ((await known(id)).status !== 'succeeded' && !queue.has(jobId(id))) {
        await database.updateTraining(id, { status: 'queued', error: null, finishedAt: null })
        enqueue(id)
      }
      return { id, existing: !added }
    },
    cancel: async (id) => {
      await known(id)
      if (queue.cancel(jobId(id))) return
      throw new ExperimentError({
        code: 'run-not-active',
        message: `Expected ${id} to wait or run but it has ended`,
      })
    },
    resume: async (id) => {
      const { status } = await known(id)
      if (status === 'succeeded') {
        throw new ExperimentError({
          code: 'run-not-resumable',
          message: `Expected ${id} to be unfinished but it succeeded`,
        })
      }
      if (queue.has(jobId(id))) return
      await database.updateTraining(id, { status: 'queued', error: null, finishedAt: null })
      enqueue(id)
    },
    remove: async (id) => {
      await known(id)
      if (queue.has(jobId(id))) {
        throw new ExperimentError({ code: 'run-active', message: `Expected ${id} not to run. Stop it first` })
      }
      await rm(folderOf(id), { recursive: true, force: true })
      await database.deleteTraining(id)
    },
    watch: (id, signal) =>
      watchRun(
        queue,
        jobId(id),
        async () => {
          const { status, progress, error } = summaryOf(await known(id))
          return { status, progress, error }
        },
        signal,
      ),
    resumeInterrupted: async () => {
      for (const { id, status } of await database.listTrainings()) {
        if (status === 'queued' || status === 'running') enqueue(id)
      }
    },
  }
}

const JsonSchema = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    context.addIssue(`Expected JSON but ${cause instanceof Error ? cause.message : String(cause)}`)
    return z.NEVER
  }
})

async function listConfigs(): Promise<{ name: string; text: string }[]> {
  const { listOwnConfigs } = await import('@maskmirror/model')
  return listOwnConfigs()
}

const aboutFile = 'about.json'

function writeAbout(place: string, about: z.infer<typeof AboutSchema>): Promise<void> {
  return writeAtomically(join(place, aboutFile), Buffer.from(JSON.stringify(about)))
}

async function readAbout(place: string): Promise<z.infer<typeof AboutSchema>> {
  const text = await readFile(join(place, aboutFile), 'utf8').catch(() => null)
  return text === null ? { backend: null, examples: [] } : AboutSchema.parse(JSON.parse(text))
}

/** In the queue; names of runs have no colon. */
function jobId(id: string): string {
  return `training:${id}`
}
