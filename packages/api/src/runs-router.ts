import { type RunEvent, RunRequestSchema, runFigures } from '@maskmirror/experiments'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { RunIdSchema } from './run-id.ts'
import { procedure, router } from './trpc.ts'

export const runsRouter = router({
  list: procedure.query(({ ctx }) => ctx.workbench.listRuns()),
  get: procedure.input(RunIdSchema).query(async ({ ctx, input }) => {
    const { result, ...run } = await ctx.workbench.getRun(input.id)
    if (result === null) return { ...run, result: null }
    const { table, failures, notes, counts } = result
    return { ...run, result: { table, failures, notes, counts } }
  }),
  /** Figure specifications of a finished run, thinned for the wire; null before the end. */
  figures: procedure.input(RunIdSchema).query(async ({ ctx, input }) => {
    const { result } = await ctx.workbench.getRun(input.id)
    return result === null ? null : runFigures(result)
  }),
  /** Pairs to look at, with image ids; null before the end. */
  examples: procedure.input(RunIdSchema).query(async ({ ctx, input }) => {
    const { result } = await ctx.workbench.getRun(input.id)
    return result === null ? null : result.examples
  }),
  start: procedure.input(RunRequestSchema).mutation(({ ctx, input }) => ctx.workbench.startRun(input)),
  cancel: procedure.input(RunIdSchema).mutation(({ ctx, input }) => ctx.workbench.cancelRun(input.id)),
  resume: procedure.input(RunIdSchema).mutation(({ ctx, input }) => ctx.workbench.resumeRun(input.id)),
  remove: procedure.input(RunIdSchema).mutation(({ ctx, input }) => ctx.workbench.removeRun(input.id)),
  /** The present state at once, then every change until the run has ended. */
  watch: procedure.input(RunIdSchema.extend({ lastEventId: z.string().nullish() })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    let number = Number(input.lastEventId ?? 0)
    const events = ctx.workbench.watchRun(input.id, signal ?? new AbortController().signal)
    for await (const event of events) yield tracked(String(++number), event satisfies RunEvent)
  }),
})
