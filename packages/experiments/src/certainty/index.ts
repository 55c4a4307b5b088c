export type { CertaintyOptions } from './estimate-certainty.ts'
export { estimateCertainty } from './estimate-certainty.ts'
