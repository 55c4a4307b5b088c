import type { Progress } from '@maskmirror/core'
import type { DevelopmentError, TrainingProgress } from '@maskmirror/model'

/** How far a training is, in pictures. */
export function trainingProgress(
  progress: TrainingProgress,
  { batch, accumulate }: { readonly batch: number; readonly accumulate: number },
): Progress {
  const perStep = batch * accumulate
  return {
    stage: 'training',
    done: (progress.step + 1) * perStep,
    total: progress.steps * perStep,
    ratePerSecond: progress.picturesPerSecond,
    etaSeconds: progress.etaSeconds,
  }
}

/** What development people say at a step. */
export function validationLine({ step, loss }: TrainingProgress, error: DevelopmentError): string {
  return `step ${step + 1}: loss ${loss.toFixed(3)}, ${developmentLine(error)}`
}

export function developmentLine({ unmasked, masked }: DevelopmentError): string {
  return `FNMR bare ${percent(unmasked)}, masked ${percent(masked)}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
