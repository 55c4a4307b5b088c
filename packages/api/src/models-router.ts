import { procedure, router } from './trpc.ts'

export const modelsRouter = router({
  list: procedure.query(({ ctx }) => ctx.workbench.listModels()),
})
