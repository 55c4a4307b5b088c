import type { ModelSummary } from '#trpc/outputs.ts'

/** Whether a run can use the model now. */
export function isUsable(state: ModelSummary['state']): boolean {
  return state === 'built-in' || state === 'present'
}
