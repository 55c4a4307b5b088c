import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { MaskMirrorError, type ProgressReporter } from '@maskmirror/core'
import type { OpenWorkbench } from '@maskmirror/experiments'
import { AdaptFileSchema, adaptRecogniser } from '@maskmirror/experiments/adaptation'
import { type StudyFile, type StudySystem, type StudyTools, trainingOf } from '@maskmirror/experiments/study'
import { openSystem, openTrainingData, readTrainFile, train } from '@maskmirror/model'
import { developmentLine, trainingProgress, validationLine } from './training-lines.ts'

export interface PreparationWork {
  /** A folder for each system lies in it. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  readonly clockMs: () => number
  /** The model of a system that was prepared before, by the system's name; other names are models already. */
  readonly modelOf: (name: string) => string
  /** Told what a person may want to read. */
  readonly onLine: (line: string) => void
}

/** Trains a system of a study, or goes on, or takes the model that is there. */
export async function prepareSystem(
  system: StudySystem,
  { adaptation }: Pick<StudyFile, 'adaptation'>,
  opened: OpenWorkbench,
  work: PreparationWork,
): ReturnType<StudyTools['prepare']> {
  if ('model' in system) return { model: system.model, learned: null }
  const folder = join(work.folder, system.name)
  if ('train' in system) return trainSystem(system.train, folder, opened, work)
  const { training, ...shared } = adaptation! // the file was checked
  const file = AdaptFileSchema.parse({ ...shared, training: trainingOf(training, system) })
  const { model, step, best, before } = await adaptRecogniser(file, opened.environment, {
    ...work,
    folder,
    mapFolder: join(opened.directory.path, 'maps'),
    onFaces: ({ leftOut, counts }) =>
      work.onLine(
        `${counts.learnedPeople} people to learn from, ${counts.developmentPeople} to decide by, ${counts.real} faces known by their mask; ${leftOut.length} photos left out`,
      ),
    onBefore: (error) => {
      if (error !== null) work.onLine(`before: ${developmentLine(error)}`)
    },
    onTraining: (progress) => {
      work.onProgress(trainingProgress(progress, file.training))
      if (progress.development !== null) work.onLine(validationLine(progress, progress.development))
    },
  })
  if (model === null) throw stopped(step)
  return { model: model.path, learned: { steps: step, best, before: before?.mean ?? null } }
}

async function trainSystem(
  path: string,
  folder: string,
  { directory, environment }: OpenWorkbench,
  work: PreparationWork,
): ReturnType<StudyTools['prepare']> {
  const { signal, clockMs, onProgress, onLine } = work
  const file = await readTrainFile(path)
  const data = await openTrainingData(file, {
    ...{ signal, clockMs, onProgress },
    cacheDirectory: join(directory.path, 'generated'),
    // a set would have to be opened by its name; a study names what is made already
    faceCacheOf: async (name) => name,
    threads: Math.max(1, availableParallelism() - 1),
    onLeftOut: ({ what, reason }) => onLine(`left out: ${what}: ${reason}`),
  })
  const { models, inference: runtime } = environment
  try {
    await using system = await openSystem(file.training, data, {
      resolve: (recogniser) => models.resolve(work.modelOf(recogniser)),
      runtime,
    })
    const { step, ended, best, checkpoint } = await train({
      ...{ ...system.job, folder, signal, clockMs },
      onProgress: (progress) => {
        onProgress(trainingProgress(progress, file.training))
        if (progress.development !== null) onLine(validationLine(progress, progress.development))
      },
    })
    if (ended === 'stopped') throw stopped(step)
    const { path: model } = await system.exportTo(checkpoint, folder)
    return { model, learned: { steps: step, best, before: null } }
  } finally {
    await data.close()
  }
}

function stopped(step: number): MaskMirrorError {
  return new MaskMirrorError({
    code: 'cancelled',
    message: `Stopped after step ${step}. What is computed is kept: the same command continues`,
  })
}
