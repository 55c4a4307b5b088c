import type { RunStatus, RunSummary } from '#trpc/outputs.ts'

/** Whether something can still happen without a person. */
export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'running'
}

/** 0..1 of the present stage, or null while nothing is known. */
export function progressShare(progress: RunSummary['progress']): number | null {
  if (progress === null || progress.total === 0) return null
  return progress.done / progress.total
}
