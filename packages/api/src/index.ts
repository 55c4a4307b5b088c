export type { ApiContext } from './context.ts'
export type { AppRouter } from './router.ts'
export { appRouter } from './router.ts'
