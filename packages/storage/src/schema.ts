import { sql } from 'drizzle-orm'
import { boolean, check, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Folders of photographs that a user registered. */
export const datasets = pgTable('datasets', {
  /** Lower-case words joined by `-`. */
  id: text().primaryKey(),
  name: text().notNull(),
  /** Absolute path on the server's machine. */
  folder: text().notNull(),
  /** Counts and description as read when it was registered. */
  summary: jsonb().notNull(),
  addedAt: timestamp('added_at', { withTimezone: true }).notNull().defaultNow(),
})

/** One row for each specification that was asked for. */
export const runs = pgTable(
  'runs',
  {
    /** The run's name: data set, model and the specification's hash. */
    id: text().primaryKey(),
    request: jsonb().notNull(),
    spec: jsonb().notNull(),
    status: text({ enum: ['queued', 'running', 'succeeded', 'cancelled', 'failed'] }).notNull(),
    error: jsonb(),
    provenance: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    index('runs_created_at').on(table.createdAt),
    check('runs_status', sql`${table.status} in ('queued', 'running', 'succeeded', 'cancelled', 'failed')`),
  ],
)

/** What a finished run found; apart from `runs`, so that listing runs stays light. */
export const results = pgTable('results', {
  runId: text('run_id')
    .primaryKey()
    .references(() => runs.id, { onDelete: 'cascade' }),
  result: jsonb().notNull(),
})

/** The latest health check of a data set; its report is an artefact. */
export const healthChecks = pgTable(
  'health_checks',
  {
    /** Id of a registered or named set. */
    dataset: text().primaryKey(),
    request: jsonb().notNull(),
    status: text({ enum: ['queued', 'running', 'succeeded', 'cancelled', 'failed'] }).notNull(),
    error: jsonb(),
    /** Key of the report in the artefact store; null before the end. */
    report: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    check('health_checks_status', sql`${table.status} in ('queued', 'running', 'succeeded', 'cancelled', 'failed')`),
  ],
)

/** What a person decided about a photo after looking at it. */
export const photoReviews = pgTable(
  'photo_reviews',
  {
    dataset: text().notNull(),
    /** Id of the photo in its set. */
    photo: text().notNull(),
    /** Whether it is left out of evaluations. */
    exclude: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.dataset, table.photo] })],
)

/** Trainings of recognisers; their metrics and checkpoints are files. */
export const trainings = pgTable(
  'trainings',
  {
    /** The training's name and the hash of its configuration. */
    id: text().primaryKey(),
    /** What is learned from, and how. */
    file: jsonb().notNull(),
    status: text({ enum: ['queued', 'running', 'succeeded', 'cancelled', 'failed'] }).notNull(),
    error: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    check('trainings_status', sql`${table.status} in ('queued', 'running', 'succeeded', 'cancelled', 'failed')`),
  ],
)

export type RunRow = typeof runs.$inferSelect
export type TrainingRow = typeof trainings.$inferSelect
export type HealthCheckRow = typeof healthChecks.$inferSelect
export type DatasetRow = typeof datasets.$inferSelect
