import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Failure, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { alignFace, type Face, type FaceFinder, faceQuality, type MaskDecider, visibility68 } from '@maskmirror/faces'
import { ImagingError } from '@maskmirror/imaging'
import { decodePicture, encodeJpeg, encodePng } from '@maskmirror/imaging/codec'
import { invertAffine } from '@maskmirror/imaging/geometry'
import { writeOutput } from '../picture-folder/write-output.ts'
import type { FaceFacts, FaceLine, PictureFacts, Point } from './face-line.ts'
import type { FacesOptions } from './faces-options.ts'

/** One picture to be looked at; plain data, because it goes to another thread. */
export interface ExamineTask {
  /** Relative, as it stands in the lines. */
  readonly file: string
  readonly key: string
  /** Absolute. */
  readonly input: string
  /** What the crops' paths begin with, its folder exists; null when there are none. */
  readonly crops: { readonly path: string; readonly name: string } | null
}

/** What looks at a picture. */
export interface ExaminerParts {
  readonly finder: FaceFinder
  readonly masks: MaskDecider
}

/**
 * Reads a picture and finds its faces; what is wrong with it is a line with a reason, what is wrong with the disk or a model
 * is an error.
 *
 * @returns at least one line
 */
export async function examinePicture(
  { file, key, input, crops }: ExamineTask,
  { finder, masks }: ExaminerParts,
  options: FacesOptions,
): Promise<readonly FaceLine[]> {
  let facts: PictureFacts = { bytes: null, sha256: null, width: null, height: null, frames: null }
  const without = (failure: Failure): FaceLine[] => [{ file, key, ...facts, face: null, faces: 1, ...failure }]

  const bytes = readNow(input)
  if (bytes instanceof Error) return without(failed('unreadable-file', bytes.message))
  facts = { ...facts, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const decoded = await decodePicture(bytes).catch((error: unknown): Failure => {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    throw error
  })
  if ('ok' in decoded) return without(decoded)
  const { image, header } = decoded
  facts = { ...facts, width: image.width, height: image.height, frames: header.frames }

  const found = await findFaces(image, finder, options.policy)
  if (!found.ok) return without(found)
  const lines: FaceLine[] = []
  for (const [i, outcome] of found.value.entries()) {
    const crop = crops === null ? null : { path: `${crops.path}.${i}`, name: `${crops.name}.${i}` }
    const face = outcome.ok ? await describeFace(image, outcome.value, masks, options, crop) : outcome
    lines.push({ file, key, ...facts, face: i, faces: found.value.length, ...face })
  }
  return lines
}

/**
 * The thread stands still, as it does for the models: the four trips to Node's pool of a promise take longer than a photo from
 * the disk's cache, and the decoding could begin a model's run later.
 */
function readNow(path: string): Uint8Array | Error {
  try {
    return readFileSync(path)
  } catch (error) {
    return error as Error
  }
}

async function findFaces(
  image: Image,
  finder: FaceFinder,
  policy: FacesOptions['policy'],
): Promise<Outcome<readonly Outcome<Face>[]>> {
  if (policy === 'all') return finder.findAll(image)
  const found = await finder.find(image)
  return found.ok ? succeeded([found]) : found
}

/** Side of the crop that quality is judged on, whatever size is written: its rules were set there. */
const judgedSide = 112

async function describeFace(
  image: Image,
  face: Face,
  masks: MaskDecider,
  { size, crops: format, quality }: FacesOptions,
  target: { path: string; name: string } | null,
): Promise<Failure | FaceFacts> {
  const { box, points5, alignmentPoints, landmarks68, pose } = face
  const mask = await masks.decide(image, face)
  const { crop, toCrop } = alignFace(image, alignmentPoints, { size })
  const judged = size === judgedSide ? crop : alignFace(image, alignmentPoints, { size: judgedSide }).crop
  let written: FaceFacts['crop'] = null
  if (target !== null && format !== null) {
    const extension = format === 'png' ? '.png' : '.jpg'
    const bytes = format === 'png' ? await encodePng(crop) : await encodeJpeg(crop, quality)
    const refused = await writeOutput(target.path + extension, bytes)
    if (refused !== null) return refused
    written = { file: target.name + extension, bytes: bytes.length }
  }
  return {
    ok: true,
    box: [rounded(box.x), rounded(box.y), rounded(box.width), rounded(box.height)],
    score: face.score,
    facesInPicture: face.facesInPhoto,
    points5: pairs(points5.points),
    landmarks68: pairs(landmarks68.points),
    visibility68: Array.from(visibility68(face, image, mask), (value) => Math.round(value * 100) / 100),
    landmarkMethod: face.landmarkMethod,
    presence: face.presence,
    disagreement: face.disagreement,
    pose,
    quality: faceQuality({ crop: judged, points5, points: landmarks68, photo: image, pose }),
    mask: { decision: mask.decision, where: mask.where, probability: Math.round(mask.probability * 10_000) / 10_000 },
    maskProbability: face.maskProbability,
    toCrop,
    fromCrop: invertAffine(toCrop),
    crop: written,
  }
}

function pairs(points: Float32Array): Point[] {
  return Array.from({ length: points.length / 2 }, (_, i) => [rounded(points[2 * i]!), rounded(points[2 * i + 1]!)])
}

/** To the thousandth of a pixel. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
