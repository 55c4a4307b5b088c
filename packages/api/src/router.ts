import { datasetsRouter } from './datasets-router.ts'
import { healthRouter } from './health-router.ts'
import { masksRouter } from './masks-router.ts'
import { modelsRouter } from './models-router.ts'
import { resultsRouter } from './results-router.ts'
import { runsRouter } from './runs-router.ts'
import { trainingsRouter } from './trainings-router.ts'
import { procedure, router } from './trpc.ts'
import { understandingRouter } from './understanding-router.ts'

/** Everything that a client can call. */
export const appRouter = router({
  version: procedure.query(({ ctx }) => ctx.version),
  datasets: datasetsRouter,
  health: healthRouter,
  masks: masksRouter,
  models: modelsRouter,
  results: resultsRouter,
  runs: runsRouter,
  understanding: understandingRouter,
  trainings: trainingsRouter,
})

export type AppRouter = typeof appRouter
