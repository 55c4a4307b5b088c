import { HealthRequestSchema, PhotoKeySchema, SuspectsQuerySchema } from '@maskmirror/experiments/dataset-pages'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { DatasetIdSchema } from './dataset-id.ts'
import { procedure, router } from './trpc.ts'

/** Health checks of data sets, and what a person decides about their suspects. */
export const healthRouter = router({
  /** The latest check of a set with its counts. */
  get: procedure.input(DatasetIdSchema).query(({ ctx, input }) => ctx.workbench.pages.health(input.id)),
  /** How many photos are kept and excluded, without opening the set. */
  reviewed: procedure.input(DatasetIdSchema).query(({ ctx, input }) => ctx.workbench.pages.countReviews(input.id)),
  start: procedure
    .input(HealthRequestSchema.extend(DatasetIdSchema.shape))
    .mutation(({ ctx, input: { id, ...request } }) => ctx.workbench.health.start(id, request)),
  cancel: procedure.input(DatasetIdSchema).mutation(({ ctx, input }) => ctx.workbench.health.cancel(input.id)),
  resume: procedure.input(DatasetIdSchema).mutation(({ ctx, input }) => ctx.workbench.health.resume(input.id)),
  /** The present state at once, then every change until the check has ended. */
  watch: procedure.input(DatasetIdSchema.extend({ lastEventId: z.string().nullish() })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    let number = Number(input.lastEventId ?? 0)
    const events = ctx.workbench.health.watch(input.id, signal ?? new AbortController().signal)
    for await (const event of events) yield tracked(String(++number), event)
  }),
  /** A contact sheet of one kind of problem. */
  suspects: procedure
    .input(SuspectsQuerySchema.extend(DatasetIdSchema.shape))
    .query(({ ctx, input: { id, ...query } }) => ctx.workbench.pages.listSuspects(id, query)),
  /** Keeps or excludes photos; null takes a decision back. */
  decide: procedure
    .input(
      DatasetIdSchema.extend({
        decisions: z
          .array(z.object({ key: PhotoKeySchema, exclude: z.boolean().nullable() }))
          .min(1)
          .max(500),
      }),
    )
    .mutation(({ ctx, input }) => ctx.workbench.pages.decide(input.id, input.decisions)),
})
