import { clamp, lerp } from './point.ts'

/** Red, green, blue in 0..255, sRGB. */
export type Rgb = readonly [number, number, number]

export function mixRgb(a: Rgb, b: Rgb, t: number): Rgb {
  return [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)]
}

/** @param factor below 1 darkens, above 1 lightens; channels stay in range */
export function scaleRgb(colour: Rgb, factor: number): Rgb {
  return [clamp(colour[0] * factor, 0, 255), clamp(colour[1] * factor, 0, 255), clamp(colour[2] * factor, 0, 255)]
}

/**
 * A colour on a scale of colours.
 *
 * @param t 0 is the first of the scale, 1 the last
 */
export function rgbOnScale(scale: readonly Rgb[], t: number): Rgb {
  const position = clamp(t, 0, 1) * (scale.length - 1)
  const index = Math.min(scale.length - 2, Math.floor(position))
  return mixRgb(scale[index]!, scale[index + 1]!, position - index)
}

/** As SVG writes it: `#rrggbb`. */
export function toHex(colour: Rgb): string {
  return `#${colour
    .map((value) =>
      Math.round(clamp(value, 0, 255))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
