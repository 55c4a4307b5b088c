import type { CompatRgb } from './blend-template.ts'
import { namedColours } from './named-colours.ts'

/**
 * Reads a colour text by the rules of Pillow's `ImageColor`: a CSS name, #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(),
 * hsl(), hsv() or hsb(). Alpha is dropped. Case does not matter, but white space around the text does.
 *
 * @returns 8-bit values, or null where Pillow raises ValueError
 */
export function parsePillowColour(text: string): CompatRgb | null {
  const colour = text.toLowerCase()
  if (colour.length > 100) return null
  const named = namedColours.get(colour)
  if (named !== undefined) return [named >> 16, (named >> 8) & 255, named & 255]
  if (/^#(?:[0-9a-f]{3,4}){1,2}$/.test(colour) && colour.length !== 8) {
    const digits = colour.length < 6 ? 1 : 2
    const channel = (i: number) =>
      Number.parseInt(colour.slice(1 + i * digits, 1 + (i + 1) * digits).repeat(3 - digits), 16)
    return [channel(0), channel(1), channel(2)]
  }
  const whole = /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/.exec(colour)
  if (whole !== null && colour.startsWith('rgba') === (whole[4] !== undefined))
    return bytes(whole.slice(1, 4).map(Number))
  const percent = /^rgb\(\s*(\d+)%\s*,\s*(\d+)%\s*,\s*(\d+)%\s*\)$/.exec(colour)
  if (percent !== null) return bytes(percent.slice(1).map((value) => (Number(value) * 255) / 100 + 0.5))
  const polar = /^(hsl|hs[bv])\(\s*(\d+\.?\d*)\s*,\s*(\d+\.?\d*)%\s*,\s*(\d+\.?\d*)%\s*\)$/.exec(colour)
  if (polar === null) return null
  const [hue, saturation, level] = [Number(polar[2]) / 360, Number(polar[3]) / 100, Number(polar[4]) / 100]
  const unit = polar[1] === 'hsl' ? fromHsl(hue, saturation, level) : fromHsv(hue, saturation, level)
  return bytes(unit.map((value) => value * 255 + 0.5))
}

/** Cut to whole numbers; values beyond a byte wrap around, as they do in the original's array of bytes. */
function bytes(values: readonly number[]): CompatRgb {
  const [r, g, b] = values.map((value) => Math.trunc(value) & 255)
  return [r!, g!, b!]
}

/** As Python's `colorsys.hls_to_rgb`; all in turns and shares. */
function fromHsl(hue: number, saturation: number, lightness: number): number[] {
  const high = lightness <= 0.5 ? lightness * (1 + saturation) : lightness + saturation - lightness * saturation
  const low = 2 * lightness - high
  return [hue + 1 / 3, hue, hue - 1 / 3].map((turned) => {
    const h = turned - Math.floor(turned)
    if (h < 1 / 6) return low + (high - low) * h * 6
    if (h < 0.5) return high
    return h < 2 / 3 ? low + (high - low) * (2 / 3 - h) * 6 : low
  })
}

/** As Python's `colorsys.hsv_to_rgb`. */
function fromHsv(hue: number, saturation: number, value: number): number[] {
  const sector = Math.trunc(hue * 6)
  const f = hue * 6 - sector
  const p = value * (1 - saturation)
  const q = value * (1 - saturation * f)
  const t = value * (1 - saturation * (1 - f))
  const sectors = [
    [value, t, p],
    [q, value, p],
    [p, value, t],
    [p, q, value],
    [t, p, value],
    [value, p, q],
  ]
  return sectors[sector % 6]!
}
