import { luminance } from './linear-light.ts'
import type { Rgb } from './mask-colour.ts'

/** Relative luminance of fair skin in good light, at which the palette's colours look right; our choice. */
const referenceLuminance = 0.4

/** How much of a difference in luminance is put down to light, the rest being skin; our choice. */
const lightShare = 0.6

/** The exponent between linear light and sRGB values: a factor on the one is its power on the other. */
const gamma = 2.2

/** Beyond these a mask looks lit from within or burnt out; our choice. */
const gainRange = [0.4, 1.1] as const

/** Fewer patches than this say nothing about the light; our choice. */
const minPatches = 3

/**
 * The factor on a fabric's sRGB values that fits it to the light on a face. The light is measured linearly: `(Y / 0.4) ^ 0.6`,
 * Y being the median luminance of the patches, then brought to sRGB values by the power 1/2.2. A dark picture and dark skin
 * cannot be told apart from one picture, hence the exponent.
 *
 * @param patches colours of visible skin
 * @returns in 0.4..1.1; 1 when fewer than three patches are given
 */
export function lightGain(patches: readonly Rgb[]): number {
  if (patches.length < minPatches) return 1
  const lights = patches.map(luminance).sort((a, b) => a - b)
  const middle = (lights.length - 1) / 2
  const median = (lights[Math.floor(middle)]! + lights[Math.ceil(middle)]!) / 2
  const gain = (median / referenceLuminance) ** (lightShare / gamma)
  return Math.min(gainRange[1], Math.max(gainRange[0], gain))
}
