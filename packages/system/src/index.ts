export type { WorkerThread } from './worker-thread.ts'
export { openWorkerThread } from './worker-thread.ts'
