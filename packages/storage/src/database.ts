import { fileURLToPath } from 'node:url'
import { desc, eq, inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { databaseError, openPostgres } from './open-postgres.ts'
import { type DatasetRow, datasets, type RunRow, results, runs } from './schema.ts'

/** Runs, their results and registered data sets. JSON columns are handed over as they are; the caller parses them. */
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
  deleteDataset(id: string): Promise<boolean>
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
    deleteDataset: async (id) => (await db.delete(datasets).where(eq(datasets.id, id)).returning()).length > 0,
    [Symbol.asyncDispose]: () => client.close(),
  }
}
