import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { ModelError } from '../error.ts'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { type DevelopmentError, type DevelopmentSet, developmentError } from './development-error.ts'
import type { FaceSource } from './face-batch.ts'
import { openMetricsLog } from './metrics-log.ts'
import { readStart } from './read-start.ts'
import { createTrainer, type StepMetrics, type TrainedSystem, type Trainer } from './trainer.ts'
import { unwritable } from './write-whole.ts'

export interface TrainingProgress extends StepMetrics {
  readonly steps: number
  /** Pictures with an identity a second since this run began, without twins; null before the first step. */
  readonly picturesPerSecond: number
  readonly etaSeconds: number
  /** Share of the time in which the network waited for pictures, 0..1. */
  readonly waitingShare: number
  /** At this step, null at most steps. */
  readonly development: DevelopmentError | null
}

export type TrainingJob = TrainedSystem & TrainingSurroundings

interface TrainingSurroundings {
  readonly source: FaceSource
  /** null: never validated, the last step counts. */
  readonly development: DevelopmentSet | null
  /** Where `last.checkpoint`, `best.checkpoint`, `metrics.jsonl` and `timing.jsonl` go; a training that lies there is gone on with. */
  readonly folder: string
  /** Ends after the step that runs, with a checkpoint. */
  readonly signal: AbortSignal
  /** Milliseconds, monotonic. */
  readonly clockMs: () => number
  readonly onProgress: (progress: TrainingProgress) => void
}

export interface TrainingResult {
  /** Steps done in all runs. */
  readonly step: number
  readonly ended: 'complete' | 'early' | 'stopped'
  readonly best: Checkpoint['best']
  /** The best checkpoint where development people decide, else the last. */
  readonly checkpoint: string
}

/**
 * Trains a network, or goes on with what lies in the folder: exactly as if it had never stopped, because batches, dropout and
 * learning rate follow from the number of the step.
 *
 * @throws ModelError `other-training` when the folder holds one with another configuration or other pictures, `not-finite` when a
 *   loss is no number any more, `unwritable`, `bad-checkpoint`; checkpoints that were there stay
 */
export async function train(job: TrainingJob): Promise<TrainingResult> {
  const { source, folder } = job
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw unwritable(folder, cause)
  })
  const paths = { last: join(folder, 'last.checkpoint'), best: join(folder, 'best.checkpoint') }
  const found = await readCheckpoint(paths.last)
  if (found !== null) requireSame(found, job)
  const trainer = createTrainer(
    job,
    source.classes,
    found === null
      ? undefined
      : {
          step: found.step,
          parameters: found.parameters,
          optimiser: { steps: found.optimiserSteps, memory: found.memory },
        },
    found === null ? await readStart(job.config) : {},
  )
  try {
    return await runSteps(job, trainer, found?.best ?? null, paths)
  } finally {
    trainer.dispose()
  }
}

async function runSteps(
  job: TrainingJob,
  trainer: Trainer,
  earlierBest: Checkpoint['best'],
  paths: { readonly last: string; readonly best: string },
): Promise<TrainingResult> {
  const { config, source, development, clockMs } = job
  const { every, patience, fmr } = config.validation
  const log = await openMetricsLog(join(job.folder, 'metrics.jsonl'), trainer.step)
  // apart, because metrics are the same for the same training, but times never are
  const times = await openMetricsLog(join(job.folder, 'timing.jsonl'), trainer.step)
  const first = trainer.step
  const startMs = clockMs()
  let waitingMs = 0
  let told = { ms: startMs, waitingMs }
  let best = earlierBest
  let saved = trainer.step
  const result = (ended: TrainingResult['ended']): TrainingResult => ({
    step: trainer.step,
    ended,
    best,
    checkpoint: best === null ? paths.last : paths.best,
  })
  const save = async (path: string) => {
    const { step, parameters, optimiserState } = trainer
    await writeCheckpoint(path, {
      config,
      source: { checksum: source.checksum, classes: source.classes },
      step,
      optimiserSteps: optimiserState.steps,
      best,
      parameters,
      memory: optimiserState.memory,
    })
  }
  const batchesOf = (step: number) => {
    const askedMs = clockMs()
    const batches = Array.from({ length: config.accumulate }, (_, i) => source.batch(step * config.accumulate + i))
    waitingMs += clockMs() - askedMs // what a source draws in this thread, the network waits for
    return Promise.all(batches)
  }

  const isDone = () => patience !== null && best !== null && (trainer.step - best.step) / every >= patience
  if (isDone()) return result('early')
  let next = trainer.step < config.steps ? batchesOf(trainer.step) : null
  while (next !== null) {
    const askedMs = clockMs()
    const batches = await next
    waitingMs += clockMs() - askedMs
    next = trainer.step + 1 < config.steps ? batchesOf(trainer.step + 1) : null
    next?.catch(() => {
      // told when it is awaited
    })
    const metrics = await trainer.update(batches)
    requireFinite(metrics, saved, paths.last)
    const isLast = trainer.step === config.steps
    const validates = trainer.step % every === 0 || isLast
    const error =
      validates && development !== null && trainer.embeds
        ? await developmentError(development, trainer.embed, fmr)
        : null
    await log.append({ ...metrics, ...(error === null ? {} : { development: error }) })
    const now = { ms: clockMs(), waitingMs }
    await times.append({
      step: metrics.step,
      waitedMs: rounded(now.waitingMs - told.waitingMs),
      totalMs: rounded(now.ms - told.ms),
    })
    told = now
    const seconds = (now.ms - startMs) / 1000
    const perStep = seconds / (trainer.step - first)
    job.onProgress({
      ...metrics,
      steps: config.steps,
      picturesPerSecond: (config.batch * config.accumulate) / perStep,
      etaSeconds: (config.steps - trainer.step) * perStep,
      waitingShare: waitingMs / 1000 / seconds,
      development: error,
    })
    const stops = job.signal.aborted
    const isBest = error !== null && (best === null || error.mean < best.fnmr)
    if (error !== null && isBest) {
      best = { step: trainer.step, fnmr: error.mean }
      await save(paths.best)
    }
    if (validates || stops) {
      await save(paths.last)
      saved = trainer.step
    }
    if (validates && isDone() && !isLast) return result('early')
    if (stops && !isLast) return result('stopped')
    // lets signals and the pictures' promises in; TensorFlow.js computes without a break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return result('complete')
}

/** To a tenth of a millisecond. */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10
}

function requireSame(found: Checkpoint, { config, source, folder }: TrainingJob): void {
  const sameConfig = canonicalJson(found.config) === canonicalJson(config)
  if (sameConfig && found.source.checksum === source.checksum && found.source.classes === source.classes) return
  throw new ModelError({
    code: 'other-training',
    message: `Expected ${folder} to be empty or to hold this training but it holds one with ${sameConfig ? 'other pictures' : 'another configuration'}`,
    details: { folder },
  })
}

function requireFinite(metrics: StepMetrics, saved: number, path: string): void {
  if (Number.isFinite(metrics.loss) && Number.isFinite(metrics.gradientLength)) return
  const { step, loss, gradientLength } = metrics
  const kept = saved === 0 ? 'nothing is kept yet' : `the parameters of step ${saved} are kept in ${path}`
  throw new ModelError({
    code: 'not-finite',
    message: `Expected the loss and the gradient of step ${step} to be finite but received ${loss} and ${gradientLength}; ${kept}. A lower learningRate.base or clip may help`,
    details: { step, loss, gradientLength, saved },
  })
}
