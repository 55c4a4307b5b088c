import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import type { Dataset } from '@maskmirror/datasets'
import { alignFace } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'

/** A face cut out and turned upright, ready to be learned from. */
export interface AlignedPicture {
  /** Index in the set's people. */
  readonly person: number
  /** RGB, side × side. */
  readonly crop: Image
  /** `ibug68` in pixels of the crop. */
  readonly landmarks: Landmarks
}

/** Crops in memory: 38 kB each at 112 pixels. */
export interface AlignedSet {
  /** Of the set that they were cut from. */
  readonly checksum: string
  /** In code-unit order of their names. */
  readonly people: readonly string[]
  readonly pictures: readonly AlignedPicture[]
  /** Pictures and people that are left out, with the reason. */
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}

/**
 * Cuts the faces of a set whose landmarks are known. A picture that does not decode, or on which no mask can be drawn, is left out and
 * named; so is a person of whom nothing remains.
 *
 * @param side pixels of the square crops
 * @param onPicture after each picture, used or not
 */
export async function alignSet(
  dataset: Dataset,
  side: number,
  templates: MaskTemplates,
  onPicture: () => void = () => {},
): Promise<AlignedSet> {
  const leftOut: { what: string; reason: string }[] = []
  const found: { person: string; crop: Image; landmarks: Landmarks }[] = []
  for (const photo of dataset.photos) {
    try {
      if (photo.landmarks === null) throw new Error('its landmarks are not known')
      const { crop, toCrop } = alignFace(await decodeImage(await photo.load()), photo.landmarks.arcface5, {
        size: side,
      })
      const landmarks = createLandmarks('ibug68', [...applyAffine(toCrop, photo.landmarks.ibug68.points)])
      const drawn = drawFallback(crop, landmarks, templates)
      if (drawn.ok) found.push({ person: photo.person, crop, landmarks })
      else leftOut.push({ what: photo.id, reason: `no mask can be drawn: ${drawn.detail}` })
    } catch (cause) {
      leftOut.push({ what: photo.id, reason: cause instanceof Error ? cause.message : String(cause) })
    }
    onPicture()
  }
  const people = [...new Set(found.map(({ person }) => person))].sort()
  for (const person of new Set(dataset.photos.map((photo) => photo.person))) {
    if (!people.includes(person)) leftOut.push({ what: person, reason: 'none of the pictures can be used' })
  }
  const index = new Map(people.map((person, i) => [person, i]))
  return {
    checksum: dataset.checksum,
    people,
    pictures: found.map((picture) => ({ ...picture, person: index.get(picture.person)! })),
    leftOut,
  }
}

/** The mask that is drawn where another does not fit the face. */
export const fallbackType = 'surgical'

/** Draws the mask that stands in where another does not fit the face; where it does not fit either, none does. */
export function drawFallback(crop: Image, landmarks: Landmarks, templates: MaskTemplates) {
  return drawMask(crop, landmarks, { templates, type: fallbackType, colour: 'white' })
}
