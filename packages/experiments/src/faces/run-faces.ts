import { createHash } from 'node:crypto'
import { canonicalJson, createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { mapInOrder } from '@maskmirror/inference'
import { PictureFolderError } from '../picture-folder/error.ts'
import type { PictureFile } from '../picture-folder/list-pictures.ts'
import { type OutputFolder, openOutputFolder } from '../picture-folder/output-folder.ts'
import { lockOutput } from '../picture-folder/output-lock.ts'
import { openRecordFile, type RecordFile } from '../picture-folder/record-file.ts'
import { createThreadPool } from '../picture-folder/thread-pool.ts'
import { workThrough } from '../picture-folder/work-through.ts'
import { type ContactPage, writeContactPages } from './contact-pages.ts'
import type { ExamineTask } from './examine-picture.ts'
import { createExaminer, type Examiner, type ExaminerKit } from './examiner.ts'
import { type KnownFaceLine, parseFaceLine } from './face-line.ts'
import type { FacesOptions } from './faces-options.ts'
import { type FacesSummary, summariseFaces } from './faces-summary.ts'
import { isExamined } from './is-examined.ts'
import type { FacesPlan } from './plan-faces.ts'

export const facesRecordName = 'faces.jsonl'

/** Goes up when the same models would give other lines or crops. */
const examinerVersion = 4

/** What a contact sheet may show: every picture, or those that gave no face. */
export const contactSheets = ['all', 'failures'] as const

export type ContactSheet = (typeof contactSheets)[number]

export interface RunFacesOptions {
  readonly models: ExaminerKit['models']
  /** Pictures that are looked at at a time, each by its own thread with its own copy of the models; ≥ 1. */
  readonly jobs: number
  /** Which pictures to draw with what was found, into contact-sheet/page-N.png; null: none. */
  readonly contactSheet: ContactSheet | null
  /** Finishes the pictures in work, keeps everything, then throws `cancelled`. */
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/**
 * Finds the faces of every picture of a plan and keeps them in `faces.jsonl` of the output folder, with aligned crops where
 * they are asked for. What an earlier run found with the same settings and models stays, as long as picture and crops are
 * the same.
 *
 * @throws PictureFolderError `bad-output-folder`, `output-in-use`, `unwritable-output`, `worker-ended`, `cancelled`
 * @throws FacesError, InferenceError when a model cannot be used
 */
export async function runFaces(
  plan: FacesPlan,
  run: RunFacesOptions,
): Promise<{ summary: FacesSummary; pages: readonly ContactPage[] }> {
  const startMs = run.clockMs()
  const examiner = createExaminer({ models: run.models, options: plan.options })
  try {
    // before anything is written, because it tells whether the models can be used
    const key = keyOf(plan.options, await examiner.version())
    const { found, alreadyDone, pages } = await examineInto(plan, run, { examiner, key })
    const seconds = (run.clockMs() - startMs) / 1000
    const summary = summariseFaces(
      found.map(({ lines }) => lines),
      { alreadyDone, ignored: plan.ignored, seconds },
    )
    return { summary, pages }
  } finally {
    await examiner.close()
  }
}

/** Who looks at the pictures when one thread is enough, and what its lines are kept under. */
interface Examination {
  readonly examiner: Examiner
  readonly key: string
}

async function examineInto(
  plan: FacesPlan,
  run: RunFacesOptions,
  examination: Examination,
): Promise<{
  found: readonly { readonly picture: PictureFile; readonly lines: readonly KnownFaceLine[] }[]
  alreadyDone: number
  pages: readonly ContactPage[]
}> {
  const output = await openOutputFolder(plan.output)
  const unlock = await lockOutput(output.path)
  try {
    const { lines, alreadyDone } = await examineAll(output, plan, run, examination)
    requireGoingOn(run.signal)
    const found = plan.pictures.map((picture) => ({ picture, lines: lines.get(picture.file) ?? [] }))
    const drawn = run.contactSheet === 'failures' ? found.filter((one) => !one.lines.some(({ ok }) => ok)) : found
    const pages = run.contactSheet === null ? [] : await writeContactPages(output, drawn, run)
    requireGoingOn(run.signal)
    return { found, alreadyDone, pages }
  } finally {
    await unlock()
  }
}

/** Hash of everything besides the picture that its lines follow from. */
function keyOf(options: FacesOptions, finder: string): string {
  const { quality, ...others } = options
  const encoding = options.crops === 'jpeg' ? quality : null
  const key = canonicalJson({ examinerVersion, finder, options: others, encoding })
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}

/** Pictures whose content is compared with an earlier run's at a time. */
const comparisons = 4

async function examineAll(
  output: OutputFolder,
  plan: FacesPlan,
  run: RunFacesOptions,
  examination: Examination,
): Promise<{ lines: ReadonlyMap<string, readonly KnownFaceLine[]>; alreadyDone: number }> {
  const { pictures } = plan
  const record = await openRecordFile({
    folder: output.path,
    name: facesRecordName,
    parse: parseFaceLine,
    isFirst: ({ face }) => face === null || face === 0,
  })
  const lines = new Map(record.known)
  const toDo: PictureFile[] = []
  try {
    const compare = async (picture: PictureFile) => ({
      picture,
      done: await isExamined(picture, examination.key, record.known.get(picture.file), output.path),
    })
    for await (const { picture, done } of mapInOrder(pictures, comparisons, compare)) {
      if (!done) toDo.push(picture)
      if (run.signal.aborted) break
    }
    const meter = createProgressMeter('find faces', pictures.length, run.onProgress, run.clockMs)
    meter.skip(pictures.length - toDo.length)
    if (toDo.length > 0 && !run.signal.aborted) {
      await examineQueue(toDo, {
        ...{ plan, run, output, examination, record },
        onLines: (file, found) => {
          lines.set(file, found)
          meter.advance(1)
        },
      })
    }
  } finally {
    await record.finish()
  }
  return { lines, alreadyDone: pictures.length - toDo.length }
}

/** While the models of a thread work on a picture, the next one is read and decoded. */
const tasksPerThread = 2

async function examineQueue(
  queue: readonly PictureFile[],
  work: {
    plan: FacesPlan
    run: RunFacesOptions
    output: OutputFolder
    examination: Examination
    record: RecordFile<KnownFaceLine>
    onLines: (file: string, lines: readonly KnownFaceLine[]) => void
  },
): Promise<void> {
  const { plan, run, output, record, onLines } = work
  const { examiner, key } = work.examination
  const kit: ExaminerKit = { models: run.models, options: plan.options }
  const pool = createThreadPool<ExamineTask, readonly string[]>({
    threads: Math.min(run.jobs, queue.length),
    tasksPerThread,
    worker: new URL('./faces-worker.mjs', import.meta.url),
    workerData: kit,
    ownThread: () => ({ run: examiner.run, close: async () => {} }),
  })
  const examineOne = async ({ file, path }: PictureFile) => {
    const name = `crops/${file}`
    const crops = plan.options.crops === null ? null : { path: await output.fileFor(name), name }
    const texts = await pool.run({ file, key, input: path, crops })
    await record.addTexts(file, texts)
    onLines(
      file,
      texts.map((text) => knownLine(file, text)),
    )
  }
  try {
    // one more at a time than the threads take, so that none waits for a line to be written
    await workThrough(queue, { atATime: run.jobs * tasksPerThread + 1, signal: run.signal }, examineOne)
  } finally {
    await pool.close()
  }
}

/** What a later run would read of a line. */
function knownLine(file: string, text: string): KnownFaceLine {
  const known = parseFaceLine(text)
  if (known === null) throw new TypeError(`Expected to read the line of ${file} back`)
  return known
}

function requireGoingOn(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new PictureFolderError({
    code: 'cancelled',
    message: 'Stopped. What was found is kept: the same command continues',
  })
}
