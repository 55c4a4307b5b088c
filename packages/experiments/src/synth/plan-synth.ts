import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { canonicalJson } from '@maskmirror/core'
import { generatorVersion } from '@maskmirror/mask-the-face'
import { listPictures, type PictureFile, type PictureListing } from '../picture-folder/list-pictures.ts'
import { checkOutputFolder } from '../picture-folder/output-folder.ts'
import { chooseLook, type FaceLook } from './choose-look.ts'
import { SynthError } from './error.ts'
import { type FaceList, type GivenFace, readFaceList } from './face-list.ts'
import { readPatterns, type SynthPattern } from './read-patterns.ts'
import type { SynthOptions } from './synth-options.ts'
import { alphaName, binaryName } from './synth-task.ts'

export interface SynthRequest {
  /** A folder of pictures, at any depth, or one picture. */
  readonly input: string
  /** Folder that the outputs go to, under the names of the inputs; made when missing. */
  readonly output: string
  readonly options: SynthOptions
  /** Path of a face list (see `readFaceList`); null: a detector and a landmarker find the faces. */
  readonly faceList: string | null
  /** What to print on masks (see `readPatterns`), of which each mask gets one; null: nothing. */
  readonly patterns: string | null
}

/** A picture with what is known of it before it is read. */
export interface PlannedPicture extends PictureFile {
  /** null: they have to be found. Empty: the face list does not name the file. */
  readonly given: readonly GivenFace[] | null
  /** What the first face gets. */
  readonly look: FaceLook
}

/** Everything that a run will do; nothing is written yet. */
export interface SynthPlan {
  /** Absolute. */
  readonly output: string
  readonly options: SynthOptions
  readonly patterns: readonly SynthPattern[]
  readonly pictures: readonly PlannedPicture[]
  readonly ignored: number
  readonly listedButMissing: number
  /** Whether a detector and a landmarker are needed. */
  readonly needsModels: boolean
}

/**
 * Lists the pictures, checks the output folder and reads the face list.
 *
 * @throws PictureFolderError `input-missing`, `bad-output-folder`
 * @throws SynthError `output-collision`, `bad-face-list`, `bad-pattern`
 */
export async function planSynth(request: SynthRequest): Promise<SynthPlan> {
  const { input, output, options, faceList } = request
  const listing = await listPictures(input)
  const isFolder = (await stat(input)).isDirectory()
  const out = await checkOutputFolder(output, listing, isFolder)
  checkNames(listing, options)
  const list = faceList === null ? null : await readFaceList(faceList)
  const patterns = request.patterns === null ? [] : await readPatterns(request.patterns)
  const files = new Set(listing.pictures.map(({ file }) => file))
  return {
    output: out,
    options,
    patterns,
    pictures: listing.pictures.map((picture) => ({
      ...picture,
      given: list === null ? null : (list.faces.get(picture.file) ?? []),
      look: chooseLook({ ...options, patternCount: patterns.length }, picture.file, 0),
    })),
    ignored: listing.ignored,
    listedButMissing: list === null ? 0 : countMissing(list, files),
    needsModels: list?.needsModels ?? listing.pictures.length > 0,
  }
}

/**
 * Hash of all that a picture's output follows from, besides the picture.
 *
 * @param finderVersion null when no face is looked for
 */
export function pictureKey(
  { given }: PlannedPicture,
  { options, patterns }: Pick<SynthPlan, 'options' | 'patterns'>,
  finderVersion: string | null,
): string {
  const { allFaces, ...others } = options
  const faces = given?.map(({ box, landmarks }) => ({ box, points: landmarks === null ? null : [...landmarks.points] }))
  const finder = given?.every(({ landmarks }) => landmarks !== null) ? null : { version: finderVersion, allFaces }
  const prints = patterns.map(({ name, sha256 }) => [name, sha256])
  const key = canonicalJson({ generatorVersion, options: others, patterns: prints, faces: faces ?? null, finder })
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}

function countMissing({ faces }: FaceList, files: ReadonlySet<string>): number {
  return [...faces.keys()].filter((file) => !files.has(file)).length
}

/** A mask written beside a picture must not be another picture's output. */
function checkNames({ pictures }: PictureListing, { alpha, binary }: SynthOptions): void {
  if (!alpha && !binary) return
  const files = new Set(pictures.map(({ file }) => file))
  for (const { file } of pictures) {
    const beside = [...(alpha ? [alphaName(file)] : []), ...(binary ? [binaryName(file)] : [])]
    const taken = beside.find((name) => files.has(name))
    if (taken === undefined) continue
    throw new SynthError({
      code: 'output-collision',
      message: `Expected no input named ${JSON.stringify(taken)}, because the mask of ${JSON.stringify(file)} is written under this name`,
      details: { file, taken },
    })
  }
}
