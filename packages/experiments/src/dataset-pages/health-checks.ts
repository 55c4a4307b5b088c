import type { Progress } from '@maskmirror/core'
import type { Database, HealthCheckRow } from '@maskmirror/storage'
import { z } from 'zod'
import { checkHealth } from '../dataset-health/check-health.ts'
import { openHealthTools } from '../dataset-health/open-health-tools.ts'
import { ExperimentError } from '../error.ts'
import { type QueuedWorkParts, queuedWork } from '../queued-work.ts'
import type { RunEnvironment } from '../run-environment.ts'
import type { RunQueue } from '../run-queue.ts'
import { watchRun } from '../watch-run.ts'
import type { RunError, RunEvent, RunStatus } from '../workbench.ts'
import type { HealthReports } from './health-reports.ts'
import { type HealthRequest, type HealthRequestInput, HealthRequestSchema } from './health-request.ts'
import type { OpenedSets } from './opened-sets.ts'

/** The latest check of a set, without what it found. */
export interface HealthCheckState {
  readonly status: RunStatus
  readonly request: HealthRequest
  readonly progress: Progress | null
  readonly error: RunError | null
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly finishedAt: string | null
}

/** Checks of sets as jobs beside the runs: one for each set, in one queue with them. */
export interface HealthChecks {
  /** Null where none was started. */
  find(dataset: string): Promise<{ readonly state: HealthCheckState; readonly reportKey: string | null } | null>
  /** Queues a new check; photos that were looked at before by the same models are not looked at again. */
  start(dataset: string, request: HealthRequestInput): Promise<void>
  cancel(dataset: string): Promise<void>
  /** Queues a cancelled or failed check again; it continues where it was. */
  resume(dataset: string): Promise<void>
  watch(dataset: string, signal: AbortSignal): AsyncIterable<RunEvent>
  /** Queues again what a killed process left. */
  resumeInterrupted(): Promise<void>
}

const ErrorSchema = z.object({ code: z.string(), message: z.string() })

/**
 * @param options.nameOf the name of a set by its id, without opening it
 * @throws ExperimentError `health-unknown`, `run-active`, `run-not-active`, `run-not-resumable`, `set-names-equal` or `dataset-unknown`
 */
export function createHealthChecks(options: {
  readonly database: Database
  readonly queue: RunQueue
  readonly environment: RunEnvironment
  readonly sets: OpenedSets
  readonly reports: HealthReports
  readonly nameOf: (id: string) => Promise<string>
  readonly work: QueuedWorkParts
}): HealthChecks {
  const { database, queue, environment, sets, reports, nameOf, work } = options
  const stateOf = (row: HealthCheckRow): HealthCheckState => ({
    status: row.status,
    request: HealthRequestSchema.parse(row.request),
    progress: work.progressOf.get(jobId(row.dataset)) ?? null,
    error: ErrorSchema.nullable().parse(row.error),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  })
  const known = async (dataset: string): Promise<HealthCheckRow> => {
    const row = await database.findHealthCheck(dataset)
    if (row !== null) return row
    throw new ExperimentError({
      code: 'health-unknown',
      message: `Expected a health check of ${JSON.stringify(dataset)} but none was started`,
    })
  }

  const enqueue = (dataset: string) => {
    const id = jobId(dataset)
    const store = (state: Parameters<typeof database.updateHealthCheck>[1]) =>
      database.updateHealthCheck(dataset, state)
    queue.add(
      id,
      queuedWork(
        id,
        {
          store,
          execute: async ({ onProgress, signal }) => {
            const { model, against, personNames } = HealthRequestSchema.parse((await known(dataset)).request)
            const datasets = await Promise.all([dataset, ...against].map(async (one) => (await sets.open(one)).dataset))
            await using tools = await openHealthTools(model, environment)
            const { artefacts, clockMs } = environment
            const report = await checkHealth(
              { datasets, tools: tools.tools, toolsKey: tools.key, toolNames: tools.names, personNames },
              { artefacts, clockMs, onProgress, signal },
            )
            await store({ status: 'succeeded', report: await reports.write(report), finishedAt: work.now() })
          },
        },
        work,
      ),
    )
  }

  return {
    find: async (dataset) => {
      const row = await database.findHealthCheck(dataset)
      return row === null ? null : { state: stateOf(row), reportKey: row.report }
    },
    start: async (dataset, input) => {
      const request = HealthRequestSchema.parse(input)
      const ids = [dataset, ...request.against]
      const names = await Promise.all(ids.map(nameOf))
      if (new Set(names).size < names.length || new Set(ids).size < ids.length) {
        throw new ExperimentError({
          code: 'set-names-equal',
          message: `Expected sets of different names to look at together but received ${names.join(', ')}`,
        })
      }
      if (queue.has(jobId(dataset))) {
        throw new ExperimentError({
          code: 'run-active',
          message: `Expected the health check of ${dataset} not to run. Stop it first`,
        })
      }
      await database.putHealthCheck({ dataset, request })
      enqueue(dataset)
    },
    cancel: async (dataset) => {
      await known(dataset)
      if (queue.cancel(jobId(dataset))) return
      throw new ExperimentError({
        code: 'run-not-active',
        message: `Expected the health check of ${dataset} to wait or run but it has ended`,
      })
    },
    resume: async (dataset) => {
      const { status } = await known(dataset)
      if (status === 'succeeded') {
        throw new ExperimentError({
          code: 'run-not-resumable',
          message: `Expected the health check of ${dataset} to be unfinished but it succeeded`,
        })
      }
      if (queue.has(jobId(dataset))) return
      await database.updateHealthCheck(dataset, { status: 'queued', error: null, finishedAt: null })
      enqueue(dataset)
    },
    watch: (dataset, signal) =>
      watchRun(
        queue,
        jobId(dataset),
        async () => {
          const { status, progress, error } = stateOf(await known(dataset))
          return { status, progress, error }
        },
        signal,
      ),
    resumeInterrupted: async () => {
      for (const { dataset } of await database.healthChecksWithStatus(['queued', 'running'])) enqueue(dataset)
    },
  }
}

/** In the queue; names of runs have no colon. */
function jobId(dataset: string): string {
  return `health:${dataset}`
}
