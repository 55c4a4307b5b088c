import { fileURLToPath } from 'node:url'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { databaseError, openPostgres } from './open-postgres.ts'
import {
  type DatasetRow,
  datasets,
  type HealthCheckRow,
  healthChecks,
  photoReviews,
  type RunRow,
  results,
  runs,
  type TrainingRow,
  trainings,
} from './schema.ts'

/** Runs, their results, registered data sets and what was found out about their photos. JSON columns are handed over as they are; the caller parses them. */
export interface Database {
  /** Adds a run unless one of that id is there; answers whether it was added. */
  insertRun(run: { id: string; request: unknown; spec: unknown }): Promise<boolean>
  findRun(id: string): Promise<RunRow | null>
  /** Newest first. */
  listRuns(): Promise<RunRow[]>
  updateRun(id: string, changes: Partial<Omit<RunRow, 'id'>>): Promise<void>
  /** Oldest first. */
  runsWithStatus(statuses: RunRow['status'][]): Promise<RunRow[]>
  deleteRun(id: string): Promise<void>
  /** Stores the result and marks the run as succeeded, both or neither. */
  finishRun(id: string, result: unknown, changes: { provenance: unknown; finishedAt: Date }): Promise<void>
  findResult(runId: string): Promise<unknown | null>
  findResults(runIds: string[]): Promise<Map<string, unknown>>
  insertDataset(row: Omit<DatasetRow, 'addedAt'>): Promise<boolean>
  findDataset(id: string): Promise<DatasetRow | null>
  listDatasets(): Promise<DatasetRow[]>
  /** Forgets a set with its health check and the decisions about its photos. */
  deleteDataset(id: string): Promise<boolean>
  /** Begins a check anew: what an earlier one of the set found is gone from here. */
  putHealthCheck(check: { dataset: string; request: unknown }): Promise<void>
  findHealthCheck(dataset: string): Promise<HealthCheckRow | null>
  updateHealthCheck(dataset: string, changes: Partial<Omit<HealthCheckRow, 'dataset'>>): Promise<void>
  /** Oldest first. */
  healthChecksWithStatus(statuses: HealthCheckRow['status'][]): Promise<HealthCheckRow[]>
  /** By photo id: whether it is left out. */
  findReviews(dataset: string): Promise<Map<string, boolean>>
  /** `exclude` null takes a decision back. All or nothing. */
  putReviews(dataset: string, reviews: readonly { photo: string; exclude: boolean | null }[]): Promise<void>
  /** Adds a training unless one of that id is there; answers whether it was added. */
  insertTraining(training: { id: string; file: unknown }): Promise<boolean>
  findTraining(id: string): Promise<TrainingRow | null>
  /** Newest first. */
  listTrainings(): Promise<TrainingRow[]>
  updateTraining(id: string, changes: Partial<Omit<TrainingRow, 'id'>>): Promise<void>
  deleteTraining(id: string): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens the embedded PostgreSQL, making it when it is not there, and brings its schema up to date.
 *
 * @param path folder of the database; `memory://` keeps everything in memory
 * @throws StorageError `database` when it cannot be opened or migrated
 */
export async function openDatabase(path: string): Promise<Database> {
  const client = await openPostgres(path)
  const db = drizzle({ client })
  try {
    await migrate(db, { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) })
  } catch (cause) {
    await client.close().catch(() => undefined)
    throw databaseError(path, cause)
  }
  return {
    insertRun: async ({ id, request, spec }) => {
      const added = await db
        .insert(runs)
        .values({ id, request, spec, status: 'queued' })
        .onConflictDoNothing()
        .returning()
      return added.length > 0
    },
    findRun: async (id) => (await db.select().from(runs).where(eq(runs.id, id)))[0] ?? null,
    listRuns: () => db.select().from(runs).orderBy(desc(runs.createdAt)),
    updateRun: async (id, changes) => {
      await db.update(runs).set(changes).where(eq(runs.id, id))
    },
    runsWithStatus: (statuses) => db.select().from(runs).where(inArray(runs.status, statuses)).orderBy(runs.createdAt),
    deleteRun: async (id) => {
      await db.delete(runs).where(eq(runs.id, id))
    },
    finishRun: (id, result, changes) =>
      db.transaction(async (tx) => {
        await tx
          .insert(results)
          .values({ runId: id, result })
          .onConflictDoUpdate({ target: results.runId, set: { result } })
        await tx
          .update(runs)
          .set({ ...changes, status: 'succeeded', error: null })
          .where(eq(runs.id, id))
      }),
    findResult: async (runId) => (await db.select().from(results).where(eq(results.runId, runId)))[0]?.result ?? null,
    findResults: async (runIds) => {
      if (runIds.length === 0) return new Map()
      const rows = await db.select().from(results).where(inArray(results.runId, runIds))
      return new Map(rows.map((row) => [row.runId, row.result]))
    },
    insertDataset: async (row) => (await db.insert(datasets).values(row).onConflictDoNothing().returning()).length > 0,
    findDataset: async (id) => (await db.select().from(datasets).where(eq(datasets.id, id)))[0] ?? null,
    listDatasets: () => db.select().from(datasets).orderBy(datasets.addedAt),
    deleteDataset: (id) =>
      db.transaction(async (tx) => {
        await tx.delete(healthChecks).where(eq(healthChecks.dataset, id))
        await tx.delete(photoReviews).where(eq(photoReviews.dataset, id))
        return (await tx.delete(datasets).where(eq(datasets.id, id)).returning()).length > 0
      }),
    putHealthCheck: async ({ dataset, request }) => {
      const anew = {
        request,
        status: 'queued' as const,
        error: null,
        report: null,
        createdAt: sql`now()`,
        startedAt: null,
        finishedAt: null,
      }
      await db
        .insert(healthChecks)
        .values({ dataset, ...anew })
        .onConflictDoUpdate({ target: healthChecks.dataset, set: anew })
    },
    findHealthCheck: async (dataset) =>
      (await db.select().from(healthChecks).where(eq(healthChecks.dataset, dataset)))[0] ?? null,
    updateHealthCheck: async (dataset, changes) => {
      await db.update(healthChecks).set(changes).where(eq(healthChecks.dataset, dataset))
    },
    healthChecksWithStatus: (statuses) =>
      db.select().from(healthChecks).where(inArray(healthChecks.status, statuses)).orderBy(healthChecks.createdAt),
    findReviews: async (dataset) => {
      const rows = await db.select().from(photoReviews).where(eq(photoReviews.dataset, dataset))
      return new Map(rows.map(({ photo, exclude }) => [photo, exclude]))
    },
    putReviews: (dataset, reviews) =>
      db.transaction(async (tx) => {
        for (const { photo, exclude } of reviews) {
          if (exclude === null) {
            await tx.delete(photoReviews).where(and(eq(photoReviews.dataset, dataset), eq(photoReviews.photo, photo)))
          } else {
            await tx
              .insert(photoReviews)
              .values({ dataset, photo, exclude })
              .onConflictDoUpdate({ target: [photoReviews.dataset, photoReviews.photo], set: { exclude } })
          }
        }
      }),
    insertTraining: async ({ id, file }) => {
      const added = await db.insert(trainings).values({ id, file, status: 'queued' }).onConflictDoNothing().returning()
      return added.length > 0
    },
    findTraining: async (id) => (await db.select().from(trainings).where(eq(trainings.id, id)))[0] ?? null,
    listTrainings: () => db.select().from(trainings).orderBy(desc(trainings.createdAt)),
    updateTraining: async (id, changes) => {
      await db.update(trainings).set(changes).where(eq(trainings.id, id))
    },
    deleteTraining: async (id) => {
      await db.delete(trainings).where(eq(trainings.id, id))
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}
