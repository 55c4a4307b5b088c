export { openStockKernels } from './stock-kernels.ts'
export { createTrainingStep } from './training-step.ts'
