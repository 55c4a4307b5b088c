import { createImage, type Image, type Landmarks, type Outcome } from '@maskmirror/core'
import { canvasFor, checkImage, type DrawMaskOptions, drawMaskInto } from './draw-mask.ts'
import type { DrawMaskFailure } from './drawn-mask.ts'
import type { MaskRecord } from './mask-record.ts'
import type { MaskTemplates } from './mask-template.ts'

/** One of several faces and what to draw on it. */
export interface MaskedFace extends Omit<DrawMaskOptions, 'templates'> {
  readonly landmarks: Landmarks
}

export interface DrawnMasks {
  /** As from `drawMask`; a copy of the input when nothing was drawn. */
  readonly image: Image
  /** One channel: the share of any mask in each pixel. */
  readonly alpha: Image
  /** In the order of the faces. */
  readonly faces: readonly Outcome<MaskRecord, DrawMaskFailure>[]
}

/**
 * Draws a mask on each of several faces of one picture, in their order: a later one lies over an earlier one. One face may
 * come twice, with a mask and with sunglasses. Light and sharpness are measured on the input, not on what was drawn.
 *
 * @throws MaskTheFaceError as `drawMask` does
 */
export function drawMasks(
  image: Image,
  faces: readonly MaskedFace[],
  { templates }: { templates: MaskTemplates },
): DrawnMasks {
  checkImage(image)
  const target = canvasFor(image)
  const seen = canvasFor(image)
  const alpha = createImage(image.width, image.height, 1)
  return {
    image: target,
    alpha,
    faces: faces.map((face) => drawMaskInto(target, alpha, { ...face, templates, seen })),
  }
}
