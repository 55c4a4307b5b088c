import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '@maskmirror/core'
import { createInferenceRuntime } from '@maskmirror/inference'
import {
  backendNames,
  type DevelopmentError,
  type OpenSystem,
  openBackend,
  openSystem,
  openTrainingData,
  readTrainFile,
  type TrainFile,
  type TrainingData,
  type TrainingProgress,
  train,
} from '@maskmirror/model'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { findFaceCache } from '../find-face-cache.ts'
import { interruptSignal } from '../interrupt-signal.ts'
import { createLeftOutPrinter } from '../left-out-printer.ts'
import { environmentOf, openModelRegistry } from '../open-from-command.ts'
import { createProgressDisplay } from '../progress-display.ts'

interface TrainOptions {
  out: string
  backend: (typeof backendNames)[number] | 'auto'
  jobs?: number
  recogniser?: string
}

const JobsSchema = z.number('Expected --jobs to be a whole number in 1..256').int().min(1).max(256)

interface Surroundings {
  readonly out: string
  readonly signal: AbortSignal
  readonly show: (progress: Progress) => void
}

const clockMs = () => performance.now()

export function addTrainCommand(program: Command): void {
  program
    .command('train')
    .description('train a recogniser as a configuration says; the same command continues what was stopped')
    .argument('<config>', 'JSON file: what is learned from, and how; examples lie in packages/model/configs')
    .requiredOption('--out <folder>', 'where checkpoints, metrics.jsonl, the ONNX model and its card go')
    .addOption(
      new Option('--backend <name>', 'what computes; auto takes the first that works here')
        .choices(['auto', ...backendNames])
        .default('auto'),
    )
    .option(
      '--recogniser <model>',
      'in place of the frozen recogniser that the configuration names: a name that `maskmirror models list` shows, or an .onnx file',
    )
    .option(
      '--jobs <number>',
      'threads that read photographs and draw masks on them (default: one less than cores)',
      Number,
    )
    .action(async (config: string, { out, backend, jobs, recogniser }: TrainOptions, command: Command) => {
      const threads = jobs === undefined ? Math.max(1, availableParallelism() - 1) : JobsSchema.parse(jobs)
      const file = await readTrainFile(config)
      if (recogniser !== undefined && file.training.system !== 'unmasking') {
        command.error('error: --recogniser is for configurations with a frozen recogniser')
      }
      const { name, description, passedOver } = await openBackend(backend)
      for (const { name: other, reason } of passedOver) console.error(`not ${other}: ${reason}`)
      console.error(`computes with ${name}: ${description}`)
      const display = createProgressDisplay(process.stderr)
      const { signal, stop } = interruptSignal()
      const leftOut = createLeftOutPrinter()
      const work = { signal, onProgress: display.show, clockMs }
      const runtime = createInferenceRuntime()
      let data: TrainingData | null = null
      try {
        data = await openTrainingData(file, {
          ...work,
          cacheDirectory: join(environmentOf(command).dataDirectory, 'generated'),
          faceCacheOf: (name) => findFaceCache(name, file.training.network.side, command, work),
          threads,
          onLeftOut: leftOut.add,
        })
        await using system = await openSystem(file.training, data, {
          resolve: (named) => openModelRegistry(command).resolve(recogniser ?? named),
          runtime,
        })
        await runTraining(file, system, { out, signal, show: display.show })
      } finally {
        await data?.close()
        await runtime.close()
        leftOut.finish()
        stop()
        display.stop()
      }
    })
}

async function runTraining(
  { training }: TrainFile,
  { job, exportTo }: OpenSystem,
  { out, signal, show }: Surroundings,
): Promise<void> {
  const perStep = training.batch * training.accumulate
  let waitingShare = 0
  const { step, ended, best, checkpoint } = await train({
    ...job,
    folder: out,
    signal,
    clockMs,
    onProgress: (progress) => {
      waitingShare = progress.waitingShare
      show({
        stage: 'training',
        done: (progress.step + 1) * perStep,
        total: progress.steps * perStep,
        ratePerSecond: progress.picturesPerSecond,
        etaSeconds: progress.etaSeconds,
      })
      if (progress.development !== null) console.error(validationLine(progress, progress.development))
    },
  })
  if (ended === 'stopped') {
    console.error(`Stopped after step ${step} of ${training.steps}. The same command continues`)
    process.exitCode = 130
    return
  }
  const { path } = await exportTo(checkpoint, out)
  const chosen =
    best === null ? '' : `; step ${best.step} is the best: FNMR ${percent(best.fnmr)} on development people`
  console.error(
    `${ended === 'early' ? 'Ended early' : 'Trained'} after ${step} steps${chosen}; waited for pictures ${percent(waitingShare)} of the time`,
  )
  console.log(path)
}

function validationLine({ step, loss }: TrainingProgress, { unmasked, masked }: DevelopmentError): string {
  return `step ${step + 1}: loss ${loss.toFixed(3)}, FNMR bare ${percent(unmasked)}, masked ${percent(masked)}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
