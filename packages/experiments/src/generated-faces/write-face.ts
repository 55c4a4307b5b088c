import { createRng } from '@maskmirror/core'
import { generatePicture, joinedAlpha, type ListedPicture, type WearMask } from '@maskmirror/datasets'
import { encodePng } from '@maskmirror/imaging/codec'
import { replaceFile } from '../picture-folder/replace-file.ts'

export interface FaceTask {
  /** Relative to the set, as in the record. */
  readonly file: string
  readonly request: ListedPicture['request']
  /** Share of pictures with a mask. */
  readonly masks: number
  /** Absolute paths. */
  readonly photo: string
  readonly alpha: string
}

/** A line of the record: all that is known of one picture. */
export interface FaceLine {
  readonly file: string
  readonly person: string
  /** Whether a mask is worn; `unmaskable` where one was wanted and its landmarks do not allow it. */
  readonly mask: 'worn' | 'none' | 'unmaskable'
  /** Type, colour and style of the mask. */
  readonly label: Readonly<Record<string, string>>
  /** What is before the face, from the skin outwards. */
  readonly covers: readonly string[]
  /** x, y of 68 points of iBUG 300-W and of ArcFace's five, pixels, in turn. */
  readonly ibug68: readonly number[]
  readonly arcface5: readonly number[]
  /** How far each of the 68 points is covered, 0..255. */
  readonly covered: readonly number[]
  readonly ageYears: number
  readonly lookAlikeOf: string | null
  readonly session: { readonly name: string; readonly day: number } | null
  readonly camera: { readonly name: string | null }
  readonly light: object
  readonly pose: object
}

/** Draws a picture and writes it, and the alpha of what is before the face where something is. */
export async function writeFace(
  { file, request, masks, photo, alpha }: FaceTask,
  wear: WearMask | null,
): Promise<FaceLine> {
  const { seed, person, picture, lookAlikeOf } = request
  const wanted = wear !== null && createRng(seed).fork(`mask of ${person}/${picture}`).next() < masks
  const { jpeg, covers, landmarks, covered, parameters } = await generatePicture(request, wanted ? wear : null)
  const joined = joinedAlpha(covers)
  // the record comes after both
  if (joined !== null) await replaceFile(alpha, await encodePng(joined))
  await replaceFile(photo, jpeg)
  const { identity, appearance, session } = parameters
  const { yawRad, pitchRad, rollRad, scalePx, light, camera } = appearance
  const mask = covers.find(({ name }) => name === 'mask')
  return {
    file,
    person,
    mask: mask !== undefined ? 'worn' : wanted ? 'unmaskable' : 'none',
    label: mask?.label ?? {},
    covers: covers.map(({ name }) => name),
    ibug68: rounded(landmarks.ibug68.points),
    arcface5: rounded(landmarks.arcface5.points),
    covered: [...covered],
    ageYears: Math.round(identity.ageYears * 100) / 100,
    lookAlikeOf,
    session: session === null ? null : { name: session.name, day: session.day },
    camera,
    light,
    pose: { yawRad, pitchRad, rollRad, scalePx },
  }
}

/** To a hundredth of a pixel. */
function rounded(values: Float32Array): number[] {
  return Array.from(values, (value) => Math.round(value * 100) / 100)
}
