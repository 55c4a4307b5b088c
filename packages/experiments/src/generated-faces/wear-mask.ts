import type { WearMask } from '@maskmirror/datasets'
import { chooseMask, drawMask, type MaskStyle, type MaskTemplates } from '@maskmirror/mask-the-face'

/** A little freedom in how a mask sits; our choice, as for drawn masks elsewhere. */
const jitter = { position: 0.03, size: 0.05, rollRad: 0.04 }

/**
 * Puts masks of random types, usual colours and the given ways of wearing on generated faces. No shadow is thrown, so that the
 * picture is alpha · mask + (1 − alpha) · face and nothing else.
 *
 * @param styles each equally likely
 */
export function createMaskWearer(templates: MaskTemplates, styles: readonly MaskStyle[]): WearMask {
  return (image, landmarks, rng) => {
    const { type, colour } = chooseMask(rng.fork('mask'))
    const style = rng.fork('style').pick(styles)
    const seed = rng.fork('place').int(2 ** 31)
    const look = { type, colour, style, jitter, seed, match: { shadow: false } }
    const drawn = drawMask(image, landmarks.ibug68, { templates, ...look })
    if (!drawn.ok) return null
    const { alpha } = drawn.value
    return { image: drawn.value.image, alpha, label: { mask_type: type, mask_colour: colour, mask_style: style } }
  }
}
