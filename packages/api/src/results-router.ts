import { SettingIdSchema } from '@maskmirror/evaluation'
import { runReports } from '@maskmirror/experiments'
import { z } from 'zod'
import { RunIdSchema } from './run-id.ts'
import { procedure, router } from './trpc.ts'

const RunPairSchema = z.object({ a: RunIdSchema.shape.id, b: RunIdSchema.shape.id })

/** Questions about the scores of a finished run. */
export const resultsRouter = router({
  /** Exact error rates of all settings at any threshold. */
  ratesAt: procedure
    .input(RunIdSchema.extend({ threshold: z.number(), over: z.enum(['scored', 'withFailures', 'common']) }))
    .query(({ ctx, input: { id, ...query } }) => ctx.workbench.ratesAt(id, query)),
  /** What else was measured, as tables of texts: identification, calibration and fusion, normalisation; null before the end. */
  reports: procedure.input(RunIdSchema).query(async ({ ctx, input }) => {
    const { result } = await ctx.workbench.getRun(input.id)
    return result === null ? null : runReports(result)
  }),
  /** The table taken apart by attributes of the pairs; null before the end. */
  slices: procedure.input(RunIdSchema).query(async ({ ctx, input }) => {
    const { result } = await ctx.workbench.getRun(input.id)
    return result === null ? null : result.slices
  }),
  /** Pairs by what became of their score from one setting to another, with image ids. */
  damage: procedure
    .input(
      RunIdSchema.extend({
        from: SettingIdSchema,
        to: SettingIdSchema,
        genuine: z.boolean(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(50),
      }),
    )
    .query(({ ctx, input: { id, ...query } }) => ctx.workbench.listDamage(id, query)),
  /** What the second run changed against the first, on the same pairs. */
  compare: procedure.input(RunPairSchema).query(({ ctx, input: { a, b } }) => ctx.workbench.compareRuns(a, b)),
  /** DET and ROC of one setting in two runs; null when one of them has no curve of it. */
  overlay: procedure
    .input(RunPairSchema.extend({ setting: SettingIdSchema }))
    .query(({ ctx, input: { a, b, setting } }) => ctx.workbench.overlayRuns(a, b, setting)),
})
