import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import {
  createLandmarks,
  createProgressMeter,
  type Image,
  type Landmarks,
  type ProgressReporter,
} from '@maskmirror/core'
import { ImagingError, toRgb } from '@maskmirror/imaging'
import { decodeRaw, encodeJpeg, encodePng } from '@maskmirror/imaging/codec'
import {
  type CompatAssets,
  type CompatOptions,
  type CompatRunSummary,
  createCompatMasker,
  createPythonRandom,
  planCompatRun,
  runCompatPlan,
  type WriteFormat,
} from '@maskmirror/mask-the-face/compat'
import { makeFolder } from '@maskmirror/storage'
import { replaceFile } from '../../picture-folder/replace-file.ts'
import { SynthError } from '../error.ts'
import type { FaceList } from '../face-list.ts'
import type { SynthFaceFinder } from '../find-faces.ts'
import { listAsOriginal } from './list-as-original.ts'

export interface MaskTheFaceRun {
  /** The original's own options. */
  readonly options: CompatOptions
  readonly assets: CompatAssets
  /** Who says where the faces are; files of a list are named from the path, one file by its name alone. */
  readonly faces:
    | { readonly kind: 'list'; readonly list: FaceList }
    | { readonly kind: 'finder'; readonly finder: SynthFaceFinder }
  /** Of the draws, as `random.seed` of Python takes it. */
  readonly seed: number
  /** Absolute; a relative path counts from here. */
  readonly cwd: string
  /** One line of standard output. */
  readonly say: (line: string) => void
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/**
 * Does what the original does with these options: the same files in the same order, the same names, the same lines
 * (without its banner), the same pixels from the same landmarks. Where it would stop at a picture, the picture is counted
 * and the run goes on.
 *
 * @throws SynthError `bad-face-list` when a face has no landmarks, `unwritable-output`, `cancelled`
 */
export async function runMaskTheFace(run: MaskTheFaceRun): Promise<CompatRunSummary> {
  const { options, assets, faces, cwd, signal } = run
  const base = resolve(cwd, options.path)
  const listing = await listAsOriginal(options.path === '' ? '' : base)
  const random = createPythonRandom(run.seed)
  const steps = planCompatRun(listing, options, { types: assets.config.types, random })
  const total = steps.filter(({ kind }) => kind === 'mask').length
  const meter = createProgressMeter('draw masks', total, run.onProgress, run.clockMs)
  if (total > 0) meter.skip(0)
  const nameOf = (path: string) => (listing.kind === 'file' ? basename(path) : path.slice(options.path.length + 1))
  try {
    return await runCompatPlan(
      steps,
      createCompatMasker(assets),
      {
        say: run.say,
        makeFolder: async (path) => {
          await makeFolder(resolve(cwd, path)).catch(cannotWrite(path))
        },
        readPicture: (path) => {
          meter.advance(1)
          return readPicture(resolve(cwd, path))
        },
        findFaces: async (image, path) =>
          faces.kind === 'list' ? listedFaces(faces.list, nameOf(path)) : detectedFaces(faces.finder, image),
        writePicture: async (path, image, format) => {
          await replaceFile(resolve(cwd, path), await encode(image, format)).catch(cannotWrite(path))
        },
      },
      signal,
    )
  } catch (error) {
    if (!signal.aborted) throw error
    throw new SynthError({ code: 'cancelled', message: 'Stopped. What is drawn is kept', cause: error })
  }
}

/** As OpenCV reads by default: orientation applied, alpha dropped, no colour profile, 8 bit. */
async function readPicture(path: string): Promise<Image | null> {
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) return null
  try {
    return toRgb(await decodeRaw(bytes))
  } catch (error) {
    if (error instanceof ImagingError) return null
    throw error
  }
}

function listedFaces({ faces }: FaceList, name: string): Landmarks[] {
  return (faces.get(name) ?? []).map(({ landmarks }) => {
    if (landmarks !== null) return landmarks
    throw new SynthError({
      code: 'bad-face-list',
      message: `Expected ibug68 for every face of the list but ${JSON.stringify(name)} has one with a box alone`,
    })
  })
}

/** Whole pixels, as the original's landmarks are. */
async function detectedFaces(finder: SynthFaceFinder, image: Image): Promise<Landmarks[]> {
  const found = await finder.find(image, 'all')
  if (!found.ok) return []
  return found.value.map(({ points }) => createLandmarks('ibug68', points.map(Math.round)))
}

function encode(image: Image, format: WriteFormat): Promise<Buffer> {
  return format === 'png' ? encodePng(image) : encodeJpeg(image, 95)
}

function cannotWrite(path: string): (cause: Error) => never {
  return (cause) => {
    throw new SynthError({
      code: 'unwritable-output',
      message: `Expected to write ${path} but ${cause.message}`,
      details: { path },
      cause,
    })
  }
}
