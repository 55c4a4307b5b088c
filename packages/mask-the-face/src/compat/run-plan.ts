import type { Failure, Image, Landmarks } from '@maskmirror/core'
import type { CompatFailure, CompatMasker } from './compat-masker.ts'
import type { WriteFormat } from './file-names.ts'
import type { CompatJob, CompatStep } from './plan-run.ts'

/** What a run does to the world. */
export interface CompatEffects {
  /** One line for standard output. */
  readonly say: (line: string) => void
  /** With its parents; nothing when it exists. */
  readonly makeFolder: (path: string) => Promise<void>
  /** null for a file that holds no picture. */
  readonly readPicture: (path: string) => Promise<Image | null>
  /** `ibug68` of every face, in the detector's order. */
  readonly findFaces: (image: Image, path: string) => Promise<readonly Landmarks[]>
  /** JPEG of quality 95, as OpenCV's default. */
  readonly writePicture: (path: string, image: Image, format: WriteFormat) => Promise<void>
}

/** - `unreadable-picture`: the file holds no picture; `no-writer`: the output's name has no known extension */
export type CompatRunFailure = CompatFailure | 'unreadable-picture' | 'no-writer'

export interface CompatRunSummary {
  /** Pictures with every mask written. */
  readonly masked: number
  /** In order; pictures without a face are here too. */
  readonly failures: readonly (Failure<CompatRunFailure> & { readonly input: string })[]
}

/**
 * Does the steps of a plan one after another. Where the original would stop, the picture is counted as failed and the
 * run goes on.
 *
 * @param signal stops before the next picture
 */
export async function runCompatPlan(
  steps: readonly CompatStep[],
  masker: CompatMasker,
  effects: CompatEffects,
  signal?: AbortSignal,
): Promise<CompatRunSummary> {
  let masked = 0
  const failures: CompatRunSummary['failures'][number][] = []
  for (const step of steps) {
    signal?.throwIfAborted()
    if (step.kind === 'say') effects.say(step.line)
    else if (step.kind === 'make-folder') await effects.makeFolder(step.path)
    else {
      const failure = await maskOne(step.job, masker, effects)
      if (failure === null) masked++
      else failures.push({ ...failure, input: step.job.input })
    }
  }
  return { masked, failures }
}

async function maskOne(
  job: CompatJob,
  masker: CompatMasker,
  effects: CompatEffects,
): Promise<Failure<CompatRunFailure> | null> {
  const image = await effects.readPicture(job.input)
  if (image === null) return { ok: false, reason: 'unreadable-picture', detail: `${job.input} holds no picture` }
  const faces = await effects.findFaces(image, job.input)
  if (job.sayFaces) effects.say(`Faces found: ${String(faces.length).padStart(2)}`)
  const pictures = await masker.maskPicture(image, faces, job.request)
  if (!pictures.ok) return pictures
  for (const [i, { path, format }] of job.outputs.entries()) {
    if (format === null) {
      return { ok: false, reason: 'no-writer', detail: `${path} has no extension png, jpg, jpeg or jpe` }
    }
    await effects.writePicture(path, pictures.value[i]!.image, format)
    if (job.original !== null) await effects.writePicture(job.original, image, format)
  }
  return null
}
