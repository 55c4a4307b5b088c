import { createImage, type Image } from '@maskmirror/core'
import { ImagingError } from './error.ts'

/**
 * Puts an RGBA picture over an RGB picture of the same size: `out = alpha·top + (1 − alpha)·bottom`, in sRGB values.
 * Pixels with alpha 0 keep their exact value.
 *
 * @throws ImagingError `bad-shape` when sizes or channels do not fit
 */
export function alphaBlend(bottom: Image, top: Image): Image {
  if (bottom.channels !== 3 || top.channels !== 4 || bottom.width !== top.width || bottom.height !== top.height) {
    throw new ImagingError({
      code: 'bad-shape',
      message: `Expected an RGB bottom and an RGBA top of the same size but received ${bottom.width}×${bottom.height}×${bottom.channels} and ${top.width}×${top.height}×${top.channels}`,
    })
  }
  const result = createImage(bottom.width, bottom.height, 3, bottom.data.slice())
  for (let i = 0, j = 0; j < result.data.length; i += 4, j += 3) {
    const alpha = top.data[i + 3]! / 255
    if (alpha === 0) continue
    for (let c = 0; c < 3; c++) result.data[j + c] = alpha * top.data[i + c]! + (1 - alpha) * bottom.data[j + c]!
  }
  return result
}
