import type { Image, Rng } from '@maskmirror/core'
import { mirrorImage } from '@maskmirror/imaging'
import { chooseMask, drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'
import { type AlignedPicture, fallbackType } from '#data/aligned-set.ts'

/** A little freedom in how a mask sits; our choice, as for the synthetic sets. */
const jitter = { position: 0.03, size: 0.05, rollRad: 0.04 }

/** Bare pictures of a face: as it is, and mirrored. */
export const bareForms = 2

/**
 * One of the pictures that are made of a face: two bare ones, then masked ones with another mask each, every second mirrored.
 *
 * @param form 0, 1, … as far as one likes
 */
export function pictureForm(
  { crop, landmarks }: Pick<AlignedPicture, 'crop' | 'landmarks'>,
  form: number,
  templates: MaskTemplates,
  rng: Rng,
): Image {
  const isMirrored = form % 2 === 1
  if (form < bareForms) return isMirrored ? mirrorImage(crop) : crop
  const draw = rng.fork(String(form))
  const seed = draw.int(2 ** 31)
  const wanted = drawMask(crop, landmarks, { templates, ...chooseMask(draw), jitter, seed })
  const drawn = wanted.ok ? wanted : drawMask(crop, landmarks, { templates, type: fallbackType, colour: 'white' })
  const image = drawn.ok ? drawn.value.image : crop
  return isMirrored ? mirrorImage(image) : image
}
