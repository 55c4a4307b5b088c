import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates, type MaskTemplates } from '@maskmirror/mask-the-face'
import { type OutputFolder, openOutputFolder } from '../picture-folder/output-folder.ts'
import { lockOutput } from '../picture-folder/output-lock.ts'
import { workThrough } from '../picture-folder/work-through.ts'
import { SynthError } from './error.ts'
import { facesOfPicture } from './faces-of-picture.ts'
import type { SynthFaceFinder } from './find-faces.ts'
import { isDone } from './is-done.ts'
import { type PlannedPicture, pictureKey, type SynthPlan } from './plan-synth.ts'
import { openProvenanceFile, type ProvenanceFile } from './provenance-file.ts'
import { createSynthPool } from './synth-pool.ts'
import { createSynthTally, type SynthSummary } from './synth-summary.ts'

export interface RunSynthOptions {
  /** Needed when the plan says so. */
  readonly finder: SynthFaceFinder | null
  /** Pictures that are drawn at a time, each by its own thread; ≥ 1. */
  readonly jobs: number
  /** Finishes the pictures in work, keeps everything, then throws `cancelled`. */
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  /** For callers that draw more than once; default: they are made when a picture is to be drawn. */
  readonly templates?: MaskTemplates
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/**
 * Draws masks on every picture of a plan and keeps a record in `provenance.jsonl` of the output folder. What an earlier
 * run did with the same settings stays: a picture counts as done when its line has the same key, its input has the size
 * of then and is not newer than its output, and all outputs are there, the picture with the size of then. Failed ones
 * are tried again.
 *
 * @throws PictureFolderError `bad-output-folder`, `output-in-use`, `unwritable-output`, `worker-ended`
 * @throws SynthError `cancelled`
 */
export async function runSynth(plan: SynthPlan, run: RunSynthOptions): Promise<SynthSummary> {
  const startMs = run.clockMs()
  const output = await openOutputFolder(plan.output)
  const unlock = await lockOutput(output.path)
  try {
    return await runInto(output, plan, run, startMs)
  } finally {
    await unlock()
  }
}

async function runInto(
  output: OutputFolder,
  plan: SynthPlan,
  run: RunSynthOptions,
  startMs: number,
): Promise<SynthSummary> {
  const { pictures, options } = plan
  const provenance = await openProvenanceFile(output.path)
  const tally = createSynthTally()
  const keys = pictures.map((picture) => pictureKey(picture, plan, run.finder?.version ?? null))
  const toDo: number[] = []
  for (const [i, picture] of pictures.entries()) {
    if (await isDone(picture, keys[i]!, provenance.known.get(picture.file), { outputFolder: output.path, options }))
      tally.skip()
    else toDo.push(i)
  }
  const meter = createProgressMeter('draw masks', pictures.length, run.onProgress, run.clockMs)
  meter.skip(pictures.length - toDo.length)
  try {
    if (toDo.length > 0 && !run.signal.aborted) {
      const templates = run.templates ?? (await createMaskTemplates(rasteriseSvg, options.types))
      const queue = toDo.map((i) => ({ picture: pictures[i]!, key: keys[i]! }))
      await drawAll(queue, { plan, run, output, provenance, tally, meter, templates })
    }
  } finally {
    await provenance.finish()
  }
  if (run.signal.aborted) {
    throw new SynthError({
      code: 'cancelled',
      message: 'Stopped. What is drawn is kept: the same command continues',
    })
  }
  return tally.summary({
    pictures: pictures.length,
    ignored: plan.ignored,
    listedButMissing: plan.listedButMissing,
    seconds: (run.clockMs() - startMs) / 1000,
  })
}

interface Work {
  readonly plan: SynthPlan
  readonly run: RunSynthOptions
  readonly output: OutputFolder
  readonly provenance: ProvenanceFile
  readonly tally: ReturnType<typeof createSynthTally>
  readonly meter: ReturnType<typeof createProgressMeter>
  readonly templates: MaskTemplates
}

async function drawAll(queue: readonly { picture: PlannedPicture; key: string }[], work: Work): Promise<void> {
  const { plan, run, output, provenance, tally, meter, templates } = work
  const { options } = plan
  const pool = createSynthPool(Math.min(run.jobs, queue.length), { templates, patterns: plan.patterns })
  const drawOne = async ({ picture, key }: { picture: PlannedPicture; key: string }) => {
    const { file, path } = picture
    const found = await facesOfPicture(picture, plan, run.finder)
    const line = { file, key, seed: options.seed }
    if (!found.ok) {
      tally.failed(file, found)
      await provenance.add({ ...line, ...found })
      return
    }
    const { image, faces } = found
    const target = await output.fileFor(file)
    const { picture: drawn, times } = await pool.run({
      input: path,
      output: target,
      image,
      faces,
      draw: options,
      write: options,
    })
    tally.spent(times)
    await provenance.add({ ...line, ...drawn })
    if (drawn.ok) {
      const masked = drawn.faces.filter(({ ok }) => ok).length
      tally.masked(masked, drawn.faces.length - masked)
    } else {
      tally.failed(file, drawn)
    }
  }
  // more at a time than threads, so that no thread waits for a face to be found or a line to be written
  const ahead = run.finder === null ? 1 : run.jobs + 1
  try {
    await workThrough(queue, { atATime: run.jobs + ahead, signal: run.signal }, async (item) => {
      await drawOne(item)
      meter.advance(1)
    })
  } finally {
    await pool.close()
  }
}
