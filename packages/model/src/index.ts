export type { ModelErrorCode } from './error.ts'
export { ModelError } from './error.ts'
