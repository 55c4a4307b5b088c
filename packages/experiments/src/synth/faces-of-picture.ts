import { readFile } from 'node:fs/promises'
import { type Failure, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { ImagingError } from '@maskmirror/imaging'
import { decodeImage } from '@maskmirror/imaging/codec'
import { chooseLook } from './choose-look.ts'
import type { GivenFace } from './face-list.ts'
import type { FoundFace, SynthFaceFinder } from './find-faces.ts'
import type { PlannedPicture, SynthPlan } from './plan-synth.ts'
import type { FaceTask } from './synth-task.ts'

/** What goes to a drawing thread, or why there is nothing to draw on. */
export type PictureFaces =
  | Failure
  | { readonly ok: true; readonly image: Image | null; readonly faces: readonly FaceTask[] }

/**
 * The faces of a picture with their masks: those of the face list, else those that are found.
 *
 * @param finder needed for a picture with a face that has no landmarks
 * @returns with the decoded picture when it was decoded for that
 */
export async function facesOfPicture(
  { file, path, given }: PlannedPicture,
  { options, patterns }: Pick<SynthPlan, 'options' | 'patterns'>,
  finder: SynthFaceFinder | null,
): Promise<PictureFaces> {
  const withLooks = (faces: readonly FoundFace[]): FaceTask[] =>
    faces.map((face, i) => ({ ...face, look: chooseLook({ ...options, patternCount: patterns.length }, file, i) }))
  if (given?.length === 0) return failed('not-in-face-list', 'the face list has no face for this file')
  const known = given?.map(givenFace) ?? [null]
  if (known.every((face) => face !== null)) return { ok: true, image: null, faces: withLooks(known) }
  if (finder === null) throw new TypeError('Expected a finder for a picture with a face without landmarks')

  const image = await readPicture(path)
  if (!image.ok) return image
  const faces: FoundFace[] = []
  for (const [i, face] of known.entries()) {
    if (face !== null) {
      faces.push(face)
      continue
    }
    const box = given?.[i]?.box ?? null
    const everyFace = options.allFaces ? 'all' : 'central'
    const wanted = box === null ? everyFace : { x: box[0], y: box[1], width: box[2], height: box[3] }
    const found = await finder.find(image.value, wanted)
    if (!found.ok) return found
    faces.push(...found.value)
  }
  return { ok: true, image: image.value, faces: withLooks(faces) }
}

function givenFace({ box, landmarks }: GivenFace): FoundFace | null {
  return landmarks === null ? null : { origin: { landmarks: 'given', box, score: null }, points: landmarks.points }
}

/** RGB, orientation applied; what is wrong with a file is a failure. */
export async function readPicture(path: string): Promise<Outcome<Image>> {
  const bytes = await readFile(path).catch((error: Error) => error)
  if (bytes instanceof Error) return failed('unreadable-file', bytes.message)
  try {
    return succeeded(await decodeImage(bytes))
  } catch (error) {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    throw error
  }
}
