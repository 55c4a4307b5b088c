import { toLinear } from './linear-light.ts'
import type { Rgb } from './mask-colour.ts'

/** Skin of any tone has at least this saturation in linear light in a picture in natural colours; our choice: paler means a faded picture. */
const naturalSaturation = 0.35

/** Fewer patches than this say nothing about the picture; our choice. */
const minPatches = 3

/**
 * The share of its saturation that a colour keeps in a picture: 1 in natural colours, 0 in black and white. Saturation is
 * the range of the channels divided by the largest, in linear light, the median over the patches.
 *
 * @param patches colours of visible skin
 * @returns in 0..1; 1 when fewer than three patches are given
 */
export function skinSaturation(patches: readonly Rgb[]): number {
  if (patches.length < minPatches) return 1
  const values = patches.map((patch) => {
    const lights = patch.map(toLinear)
    const most = Math.max(...lights)
    return most === 0 ? 0 : (most - Math.min(...lights)) / most
  })
  values.sort((a, b) => a - b)
  const middle = (values.length - 1) / 2
  const median = (values[Math.floor(middle)]! + values[Math.ceil(middle)]!) / 2
  return Math.min(1, median / naturalSaturation)
}
