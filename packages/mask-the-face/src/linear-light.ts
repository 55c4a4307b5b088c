import type { Rgb } from './mask-colour.ts'

/** Linear light, 0..1, of an sRGB value in 0..255 (IEC 61966-2-1). */
export function toLinear(value: number): number {
  const v = value / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}

/** sRGB value in 0..255 of linear light in 0..1. */
export function toSrgb(light: number): number {
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)
}

/** Relative luminance of an sRGB colour, 0..1 (ITU-R BT.709 primaries). */
export function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue)
}

/**
 * A colour with a share of its distance from the grey of the same luminance, in linear light.
 *
 * @param share 0..1
 */
export function desaturate(colour: Rgb, share: number): Rgb {
  if (share === 1) return colour
  const grey = luminance(colour)
  const [r, g, b] = colour.map((value) => toSrgb(grey + share * (toLinear(value) - grey))) as [number, number, number]
  return [r, g, b]
}
