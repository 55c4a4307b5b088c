import type { Progress } from '@maskmirror/core'
import type { Database, RunRow } from '@maskmirror/storage'
import { z } from 'zod'
import { ExperimentError } from './error.ts'
import { type RunResult, RunResultSchema } from './result.ts'
import { RunRequestSchema } from './run-request.ts'
import { type RunSpec, RunSpecSchema, resultVersion } from './run-spec.ts'
import type { RunDetail, RunSummary } from './workbench.ts'

const RunErrorSchema = z.object({ code: z.string(), message: z.string() })

const ProvenanceSchema = z.object({
  version: z.string(),
  commit: z.string().nullable(),
  node: z.string(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.int(),
})

/** Runs as stored, parsed: JSON columns become types here and nowhere else. */
export interface RunRecords {
  list(): Promise<RunSummary[]>
  /** @throws ExperimentError `run-unknown`; `result-outdated` where an older version's record has another layout */
  get(id: string): Promise<RunDetail>
  findFinished(id: string): Promise<{ spec: RunSpec; result: RunResult } | null>
}

/** @param progressOf how far a run is, which is not stored */
export function createRunRecords(database: Database, progressOf: (id: string) => Progress | null): RunRecords {
  const summaryOf = (row: RunRow, result: RunResult | null): RunSummary => {
    const request = RunRequestSchema.parse(row.request)
    const { startedAt, finishedAt } = row
    return {
      id: row.id,
      dataset: request.dataset,
      model: request.model,
      settings: request.settings,
      status: row.status,
      createdAt: row.createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      durationMs: startedAt === null || finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime(),
      progress: progressOf(row.id),
      error: RunErrorSchema.nullable().parse(row.error),
      outdated: row.status === 'succeeded' && !isCurrent(row),
      eers:
        result?.table.settings.map(({ setting, scored }) => ({
          setting,
          eer: scored.rates?.equalErrorRate?.eer ?? null,
        })) ?? null,
    }
  }
  const resultOf = (row: RunRow, stored: unknown) =>
    row.status === 'succeeded' && isCurrent(row) && stored ? RunResultSchema.parse(stored) : null
  return {
    list: async () => {
      const rows = await database.listRuns()
      const results = await database.findResults(rows.map(({ id }) => id))
      return rows.map((row) => summaryOf(row, resultOf(row, results.get(row.id))))
    },
    get: async (id) => {
      const row = await database.findRun(id)
      if (row === null) {
        throw new ExperimentError({
          code: 'run-unknown',
          message: `Expected the id of a run but received ${JSON.stringify(id)}`,
        })
      }
      const result = resultOf(row, await database.findResult(id))
      return {
        ...summaryOf(row, result),
        request: RunRequestSchema.parse(row.request),
        spec: specOf(row),
        provenance: ProvenanceSchema.nullable().parse(row.provenance),
        result,
      }
    },
    findFinished: async (id) => {
      const row = await database.findRun(id)
      const result = row === null ? null : resultOf(row, await database.findResult(id))
      return row === null || result === null ? null : { spec: RunSpecSchema.parse(row.spec), result }
    },
  }
}

function specOf(row: RunRow): RunSpec {
  const { success, data, error } = RunSpecSchema.safeParse(row.spec)
  if (success) return data
  if (isCurrent(row)) throw error
  throw new ExperimentError({
    code: 'result-outdated',
    message: `Expected ${row.id} to be laid out as this version does it but an older one made it. Run it again`,
    cause: error,
  })
}

const SpecVersionSchema = RunSpecSchema.pick({ resultVersion: true })

/** Whether the stored result has the layout of this version. */
function isCurrent({ spec }: RunRow): boolean {
  return SpecVersionSchema.safeParse(spec).data?.resultVersion === resultVersion
}
