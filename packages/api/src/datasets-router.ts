import { z } from 'zod'
import { procedure, router } from './trpc.ts'

export const datasetsRouter = router({
  list: procedure.query(({ ctx }) => ctx.workbench.listDatasets()),
  add: procedure
    .input(z.object({ folder: z.string().min(1).max(4096), name: z.string().min(1).max(60).optional() }))
    .mutation(({ ctx, input }) => ctx.workbench.addDataset(input.folder, input.name)),
  remove: procedure
    .input(z.object({ id: z.string().min(1) }))
    .mutation(({ ctx, input }) => ctx.workbench.removeDataset(input.id)),
})
