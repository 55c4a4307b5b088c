import type { Progress } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import type { Database } from '@maskmirror/storage'
import { allowedPath } from './allowed-path.ts'
import { createDatasetCatalogue } from './dataset-catalogue.ts'
import { createDatasetPages } from './dataset-pages/dataset-pages.ts'
import { createHealthChecks } from './dataset-pages/health-checks.ts'
import { createHealthReports } from './dataset-pages/health-reports.ts'
import { createOpenedSets } from './dataset-pages/opened-sets.ts'
import { drawDemonstrationFaces } from './demonstration-faces.ts'
import { ExperimentError } from './error.ts'
import { executeRun } from './execute-run.ts'
import { listModels } from './list-models.ts'
import { drawMaskDrawings } from './mask-drawings.ts'
import { once } from './once.ts'
import { listDamage } from './pair-drill-down.ts'
import { createPairPainter } from './pair-pictures.ts'
import { type QueuedWorkParts, queuedWork } from './queued-work.ts'
import { readLandmarker } from './read-landmarker.ts'
import { renderReport } from './report/render-report.ts'
import { type ResolvedRun, resolveRun } from './resolve-run.ts'
import { createRunComparer } from './run-comparer.ts'
import type { RunEnvironment } from './run-environment.ts'
import { exportRun } from './run-exports.ts'
import { runOverlay } from './run-overlay.ts'
import { createRunQueue, type RunWork } from './run-queue.ts'
import { createRunRecords } from './run-records.ts'
import { RunRequestSchema } from './run-request.ts'
import { createRunScoresReader } from './run-scores-reader.ts'
import { imageKey } from './store-picture.ts'
import { createTrainings } from './training-jobs/trainings.ts'
import { createUnderstanding } from './understanding/understand-runs.ts'
import { watchRun } from './watch-run.ts'
import type { Provenance, Workbench } from './workbench.ts'

/** What a workbench stands on. */
export interface WorkbenchParts {
  readonly database: Database
  readonly environment: Omit<RunEnvironment, 'findDataset' | 'findFinishedRun'>
  /** Folder of the records of imports. */
  readonly datasetsPath: string
  /** Folder of trainings. */
  readonly trainingsPath: string
  /** Folders that clients may name data sets and models in. */
  readonly roots: readonly string[]
  readonly provenance: Provenance
  readonly now: () => Date
  /** Told of errors that are no person's mistake. */
  readonly onUnexpectedError: (error: unknown, runId: string) => void
}

/**
 * The workbench on its parts: data sets and runs in the database, stages in the artefact store, one run at a time.
 *
 * @returns the workbench, `resumeInterrupted` to queue again what a killed process left, `close`, and what runs get of the machine
 */
export function createWorkbench(
  parts: WorkbenchParts,
): Workbench & { resumeInterrupted(): Promise<void>; close(): Promise<void>; readonly environment: RunEnvironment } {
  const { database, datasetsPath, trainingsPath, roots, provenance, now, onUnexpectedError } = parts
  const queue = createRunQueue()
  const progressOf = new Map<string, Progress>()
  let closing = false
  const records = createRunRecords(database, (id) => progressOf.get(id) ?? null)
  const datasets = createDatasetCatalogue(database, roots)
  const environment: RunEnvironment = {
    ...parts.environment,
    findDataset: datasets.find,
    findFinishedRun: records.findFinished,
  }

  const readScores = createRunScoresReader(environment.artefacts)
  const compare = createRunComparer(environment.clockMs)
  const openTemplates = once(() => createMaskTemplates(rasteriseSvg))
  const scoresOf = async (id: string) => {
    await records.get(id)
    return readScores(id)
  }

  const finishedRun = async (id: string) => {
    const run = await records.get(id)
    const { result } = run
    if (run.outdated) {
      throw new ExperimentError({
        code: 'result-outdated',
        message: `Expected the result of ${id} to be of this version but an older one made it. Run it again`,
      })
    }
    if (result === null) {
      throw new ExperimentError({
        code: 'run-not-finished',
        message: `Expected ${id} to be finished but it is ${run.status}`,
      })
    }
    return { ...run, result }
  }

  const work: QueuedWorkParts = { now, isClosing: () => closing, onUnexpectedError, progressOf }
  const workOn = (id: string, ready?: ResolvedRun): RunWork =>
    queuedWork(
      id,
      {
        store: (state) => database.updateRun(id, state),
        execute: async ({ onProgress, signal }) => {
          const resolved = ready ?? (await resolveRun((await records.get(id)).request, environment, signal))
          if (resolved.id !== id) {
            throw new ExperimentError({
              code: 'input-changed',
              message: `Expected the data set and models of ${id} to be as when the run was made but they changed. Start a new run (it is named ${resolved.id})`,
            })
          }
          const result = await executeRun(resolved, environment, { onProgress, signal })
          await database.finishRun(id, result, { provenance, finishedAt: now() })
        },
      },
      work,
    )
  const sets = createOpenedSets(environment)
  const reports = createHealthReports(environment.artefacts)
  const checks = createHealthChecks({ database, queue, environment, sets, reports, nameOf: datasets.nameOf, work })
  const pages = createDatasetPages({ database, environment, sets, reports, checks, datasetsPath })
  const trainings = createTrainings({ database, queue, environment, folder: trainingsPath, work })
  const enqueue = async (id: string, ready?: ResolvedRun) => {
    await database.updateRun(id, { status: 'queued', error: null, finishedAt: null })
    queue.add(id, workOn(id, ready))
  }

  return {
    environment,
    listDatasets: datasets.list,
    addDataset: datasets.add,
    removeDataset: async (id) => {
      await datasets.remove(id)
      sets.forget(id)
    },
    pages,
    health: {
      start: async (id, request) => {
        const { model } = request
        const isPath = typeof model === 'string' && looksLikePath(model)
        await checks.start(id, isPath ? { ...request, model: await allowedPath('model', model, roots) } : request)
      },
      cancel: checks.cancel,
      resume: checks.resume,
      watch: checks.watch,
    },
    trainings,
    understanding: createUnderstanding(
      async (id) => ({ run: await finishedRun(id), scores: await readScores(id) }),
      environment,
    ),
    listModels: () => listModels(environment.models),
    listRuns: records.list,
    getRun: records.get,
    startRun: async (input) => {
      const request = RunRequestSchema.parse(input)
      if (looksLikePath(request.model)) request.model = await allowedPath('model', request.model, roots)
      if (request.training !== undefined) {
        request.training.manifest = await allowedPath('training.manifest', request.training.manifest, roots)
      }
      if (request.split !== null) request.split.list = await allowedPath('split.list', request.split.list, roots)
      const { exclude } = request
      if (typeof exclude === 'string') request.exclude = await allowedPath('exclude', exclude, roots)
      else if (exclude?.reviewed === 'current') {
        request.exclude = { reviewed: await pages.freezeReviews(request.dataset) }
      }
      const resolved = await resolveRun(request, environment)
      const { id, spec } = resolved
      const added = await database.insertRun({ id, request, spec })
      const run = await records.get(id)
      if (run.status !== 'succeeded' && !queue.has(id)) await enqueue(id, resolved)
      return { id, existing: !added }
    },
    cancelRun: async (id) => {
      await records.get(id)
      if (!queue.cancel(id)) {
        throw new ExperimentError({ code: 'run-not-active', message: `Expected ${id} to wait or run but it has ended` })
      }
    },
    resumeRun: async (id) => {
      const { status } = await records.get(id)
      if (status === 'succeeded') {
        throw new ExperimentError({
          code: 'run-not-resumable',
          message: `Expected ${id} to be unfinished but it succeeded`,
        })
      }
      if (!queue.has(id)) await enqueue(id)
    },
    removeRun: async (id) => {
      await records.get(id)
      if (queue.has(id)) {
        throw new ExperimentError({ code: 'run-active', message: `Expected ${id} not to run. Cancel it first` })
      }
      await database.deleteRun(id)
    },
    watchRun: (id, signal) =>
      watchRun(
        queue,
        id,
        async () => {
          const { status, progress, error } = await records.get(id)
          return { status, progress, error }
        },
        signal,
      ),
    listDemonstrationFaces: once(() => drawDemonstrationFaces(environment.artefacts)),
    readMaskDrawings: once(drawMaskDrawings),
    readLandmarker: () => readLandmarker(environment.models),
    ratesAt: async (id, { threshold, over }) => (await scoresOf(id)).meter(over)(threshold),
    listDamage: async (id, query) => {
      const scores = await scoresOf(id)
      const { artefacts } = environment
      return listDamage(
        scores,
        query,
        createPairPainter(scores, { treatments: { templates: await openTemplates(), segment: null }, artefacts }),
      )
    },
    readImage: (id) => environment.artefacts.read(imageKey(id)),
    compareRuns: async (a, b) => {
      const [first, second] = await Promise.all(
        [a, b].map(async (id) => ({ id, result: (await finishedRun(id)).result, scores: await readScores(id) })),
      )
      return compare(first!, second!)
    },
    overlayRuns: async (a, b, setting) => {
      const [first, second] = await Promise.all([a, b].map(finishedRun))
      const named = (letter: string, { model, result }: typeof first & {}) => ({ label: `${letter}: ${model}`, result })
      return runOverlay(named('A', first!), named('B', second!), setting)
    },
    exportRun: async (id, fileName) => {
      const run = await finishedRun(id)
      return exportRun({ run, readScores: () => readScores(id) }, fileName)
    },
    renderReport: async (id) =>
      renderReport(await finishedRun(id), (image) => environment.artefacts.read(imageKey(image))),
    resumeInterrupted: async () => {
      for (const { id } of await database.runsWithStatus(['queued', 'running'])) await enqueue(id)
      await checks.resumeInterrupted()
      await trainings.resumeInterrupted()
    },
    close: () => {
      closing = true
      return queue.close()
    },
  }
}

function looksLikePath(model: string): boolean {
  return model.endsWith('.onnx') || model.includes('/') || model.includes('\\')
}
