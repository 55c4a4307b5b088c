import type { Image, Rng } from '@maskmirror/core'
import { chooseMask, drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'
import { type AlignedPicture, drawFallback } from './aligned-set.ts'

/** A little freedom in how a mask sits; our choice, as for the synthetic sets. */
const jitter = { position: 0.03, size: 0.05, rollRad: 0.04 }

/**
 * A face and the same face with a mask, of a random type and colour; both are mirrored or neither.
 *
 * @param into where their values go, side · side · 3 each
 * @returns false where no mask can be drawn; both are bare then
 */
export function drawPair(
  { crop, landmarks }: Pick<AlignedPicture, 'crop' | 'landmarks'>,
  templates: MaskTemplates,
  rng: Rng,
  into: { readonly unmasked: Float32Array; readonly masked: Float32Array },
): boolean {
  const seed = rng.int(2 ** 31)
  const wanted = drawMask(crop, landmarks, { templates, ...chooseMask(rng), jitter, seed })
  const drawn = wanted.ok ? wanted : drawFallback(crop, landmarks, templates)
  const mirrored = rng.next() < 0.5
  copyValues(crop, mirrored, into.unmasked)
  copyValues(drawn.ok ? drawn.value.image : crop, mirrored, into.masked)
  return drawn.ok
}

/** @param into side · side · 3 values */
export function copyValues({ data, width, height }: Image, mirrored: boolean, into: Float32Array): void {
  if (!mirrored) {
    into.set(data)
    return
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + (width - 1 - x)) * 3
      const to = (y * width + x) * 3
      for (let c = 0; c < 3; c++) into[to + c] = data[from + c]!
    }
  }
}
