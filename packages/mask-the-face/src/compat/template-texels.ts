import type { Image } from '@maskmirror/core'
import { MaskTheFaceError } from '#error.ts'

/** A template, pattern and colour on it, ready to be warped. */
export interface TemplateTexels {
  readonly width: number
  readonly height: number
  /** One word a texel, red in the lowest byte and alpha in the highest, with a transparent border of one texel around. */
  readonly words: Int32Array
  /** Mean of the brightest channel over all texels, the transparent ones too: what the original calls brightness. */
  readonly meanValue: number
}

/**
 * @param template RGBA with straight alpha
 * @throws MaskTheFaceError `bad-image` for another count of channels
 */
export function templateTexels(template: Image): TemplateTexels {
  const { data, width, height, channels } = template
  if (channels !== 4) {
    throw new MaskTheFaceError({
      code: 'bad-image',
      message: `Expected a template with 4 channels but received ${channels}`,
      details: { channels },
    })
  }
  const words = new Int32Array((width + 2) * (height + 2))
  let sum = 0
  for (let y = 0, i = 0; y < height; y++) {
    let at = (y + 1) * (width + 2) + 1
    for (let x = 0; x < width; x++, i += 4, at++) {
      const r = data[i]!
      const g = data[i + 1]!
      const b = data[i + 2]!
      sum += Math.max(r, g, b)
      words[at] = r | (g << 8) | (b << 16) | (data[i + 3]! << 24)
    }
  }
  return { width, height, words, meanValue: sum / (width * height) }
}
