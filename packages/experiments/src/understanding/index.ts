export type { PhotosExplanation } from './explain-photos.ts'
export { explainPhotos, openExplainTools } from './explain-photos.ts'
export type { RunExplanation } from './explain-run.ts'
export { explainRun } from './explain-run.ts'
