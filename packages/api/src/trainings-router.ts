import { tracked } from '@trpc/server'
import { z } from 'zod'
import { procedure, router } from './trpc.ts'

/** Names a training. */
const TrainingIdSchema = z.object({ id: z.string().min(1).max(200) })

/** Largest configuration, characters; those that come with the program have about 1,000. */
const longestText = 100_000

export const trainingsRouter = router({
  /** Configurations to begin with. */
  configs: procedure.query(({ ctx }) => ctx.workbench.trainings.listConfigs()),
  list: procedure.query(({ ctx }) => ctx.workbench.trainings.list()),
  get: procedure.input(TrainingIdSchema).query(({ ctx, input }) => ctx.workbench.trainings.get(input.id)),
  /** Losses and validation errors so far, thinned. */
  metrics: procedure.input(TrainingIdSchema).query(({ ctx, input }) => ctx.workbench.trainings.metrics(input.id)),
  start: procedure
    .input(z.object({ text: z.string().max(longestText) }))
    .mutation(({ ctx, input }) => ctx.workbench.trainings.start(input.text)),
  cancel: procedure.input(TrainingIdSchema).mutation(({ ctx, input }) => ctx.workbench.trainings.cancel(input.id)),
  resume: procedure.input(TrainingIdSchema).mutation(({ ctx, input }) => ctx.workbench.trainings.resume(input.id)),
  remove: procedure.input(TrainingIdSchema).mutation(({ ctx, input }) => ctx.workbench.trainings.remove(input.id)),
  /** The present state at once, then every change until the training has ended. */
  watch: procedure.input(TrainingIdSchema.extend({ lastEventId: z.string().nullish() })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    let number = Number(input.lastEventId ?? 0)
    const events = ctx.workbench.trainings.watch(input.id, signal ?? new AbortController().signal)
    for await (const event of events) yield tracked(String(++number), event)
  }),
})
