import { createImage, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { type DrawMaskFailure, drawMask, type MaskTemplates, type MaskType, type Rgb } from '@maskmirror/mask-the-face'
import type { AlignedFace } from './aligned-face.ts'
import { median } from './median.ts'

/** How a template of one type, in the colour that fits best, looks on a probe. */
export interface Explanation {
  readonly type: MaskType
  /** sRGB in neutral light, to be given to the template. */
  readonly colour: Rgb
  /** The probe with that mask drawn over it. */
  readonly picture: Image
  /** One channel: the drawn mask's share of each pixel. */
  readonly alpha: Image
}

/** Texels darker than this tell little of the fabric's colour; our choice. */
const minResponse = 100

/**
 * Finds the colour that a template must have to show the probe's mask. A drawn pixel is linear in the colour, so two
 * drawings, in black and in white, give both coefficients of every pixel; the median over the pixels is the answer.
 *
 * @param alpha share of mask of each pixel of the probe, 0..1
 * @returns failure `no-mask-found` when the template and the probe's mask nowhere overlap
 */
export function explainMask(
  probe: AlignedFace,
  alpha: Float32Array,
  options: { templates: MaskTemplates; type: MaskType },
): Outcome<Explanation, DrawMaskFailure | 'no-mask-found'> {
  const { templates, type } = options
  const black = drawMask(probe.crop, probe.landmarks, { templates, type, colour: [0, 0, 0] })
  if (!black.ok) return black
  const white = drawMask(probe.crop, probe.landmarks, { templates, type, colour: [255, 255, 255] })
  if (!white.ok) return white
  const [dark, light] = [black.value.image.data, white.value.image.data]
  const seen = probe.crop.data
  const colour = [0, 1, 2].map((c) => {
    const estimates: number[] = []
    for (let i = 0; i < alpha.length; i++) {
      const response = light[i * 3 + c]! - dark[i * 3 + c]!
      if (alpha[i]! < 0.9 || black.value.alpha.data[i]! < 250 || response < minResponse) continue
      estimates.push((255 * (seen[i * 3 + c]! - dark[i * 3 + c]!)) / response)
    }
    return estimates.length === 0 ? Number.NaN : Math.min(255, Math.max(0, median(estimates)))
  }) as unknown as Rgb
  if (colour.some(Number.isNaN)) {
    return failed('no-mask-found', `a ${type} mask would nowhere lie where the probe's mask is seen`)
  }
  const picture = createImage(probe.crop.width, probe.crop.height, 3)
  for (let i = 0; i < picture.data.length; i++) {
    picture.data[i] = dark[i]! + ((light[i]! - dark[i]!) * colour[i % 3]!) / 255
  }
  return succeeded({ type, colour, picture, alpha: black.value.alpha })
}
