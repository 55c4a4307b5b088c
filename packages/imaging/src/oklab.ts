import type { Image } from '@maskmirror/core'

/**
 * A picture in OKLab (Björn Ottosson, 2020), a space where equal distances look about equally different.
 *
 * @param image RGB or RGBA, whose alpha is ignored, or grey
 * @returns [height · width, 3]: lightness in 0..1, then green-red and blue-yellow, each within ±0.4
 */
export function toOklab(image: Image): Float32Array {
  const { data, channels } = image
  const result = new Float32Array(image.width * image.height * 3)
  const green = channels === 1 ? 0 : 1
  const blue = channels === 1 ? 0 : 2
  for (let i = 0, j = 0; j < result.length; i += channels, j += 3) {
    writeOklab(data[i]!, data[i + green]!, data[i + blue]!, result, j)
  }
  return result
}

/**
 * One colour in OKLab.
 *
 * @param rgb sRGB, 0..255 each
 */
export function oklabOf(rgb: readonly [number, number, number]): [lightness: number, a: number, b: number] {
  const result: [number, number, number] = [0, 0, 0]
  writeOklab(rgb[0], rgb[1], rgb[2], result, 0)
  return result
}

/** Linear light of the 256 values of sRGB (IEC 61966-2-1). */
const linearOf8Bit = Float64Array.from({ length: 256 }, (_, value) => linear(value))

function linear(value: number): number {
  const v = value / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}

function writeOklab(red: number, green: number, blue: number, out: { [index: number]: number }, offset: number): void {
  const r = linearOf8Bit[red] ?? linear(red)
  const g = linearOf8Bit[green] ?? linear(green)
  const b = linearOf8Bit[blue] ?? linear(blue)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  out[offset] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  out[offset + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  out[offset + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
}
