export type { LockOwner } from './lock-file.ts'
export { lockFile } from './lock-file.ts'
export type { WorkerThread } from './worker-thread.ts'
export { openWorkerThread } from './worker-thread.ts'
