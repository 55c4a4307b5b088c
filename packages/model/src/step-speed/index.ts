export { openStockKernels } from './stock-kernels.ts'
export type { TrainingStep } from './training-step.ts'
export { createTrainingStep } from './training-step.ts'
