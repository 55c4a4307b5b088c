import { procedure, router } from './trpc.ts'

export const masksRouter = router({
  /** Generated faces to try masks on: picture ids and their 68 points. */
  demonstrationFaces: procedure.query(({ ctx }) => ctx.workbench.listDemonstrationFaces()),
})
