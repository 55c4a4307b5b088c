import type { Rgb } from './mask-colour.ts'

/** Luma of fair skin in good light, at which the palette's colours look right; our choice. */
const referenceLuma = 170

/** How much of a difference in luma is put down to light, the rest being skin; our choice. */
const lightShare = 0.6

/** Beyond these a mask looks lit from within or burnt out; our choice. */
const gainRange = [0.4, 1.1] as const

/** Fewer patches than this say nothing about the light; our choice. */
const minPatches = 3

/**
 * The factor on a fabric's sRGB values that fits it to the light on a face: `(luma / 170) ^ 0.6`, luma being the median
 * over the patches. A dark picture and dark skin cannot be told apart from one picture, hence the exponent.
 *
 * @param patches colours of visible skin
 * @returns in 0.4..1.1; 1 when fewer than three patches are given
 */
export function lightGain(patches: readonly Rgb[]): number {
  if (patches.length < minPatches) return 1
  const lumas = patches.map(([r, g, b]) => 0.299 * r + 0.587 * g + 0.114 * b).sort((a, b) => a - b)
  const middle = (lumas.length - 1) / 2
  const median = (lumas[Math.floor(middle)]! + lumas[Math.ceil(middle)]!) / 2
  return Math.min(gainRange[1], Math.max(gainRange[0], (median / referenceLuma) ** lightShare))
}
