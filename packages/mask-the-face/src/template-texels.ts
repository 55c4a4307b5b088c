import { createImage, type Image } from '@maskmirror/core'
import { MaskTheFaceError } from './error.ts'
import { neutralGrey } from './templates/template-source.ts'

/**
 * Turns a template's two pictures into texels of multiply, add and alpha (see MaskTemplate).
 *
 * @param size what both pictures must measure
 * @param fabric RGBA; greys up to `neutralGrey` shade the colour, greys above mix in white
 * @param trim RGBA, over the fabric; keeps its grey
 * @throws MaskTheFaceError `bad-template` when a picture is not RGBA of that size
 */
export function templateTexels(size: { width: number; height: number }, fabric: Image, trim: Image): Image {
  for (const { width, height, channels } of [fabric, trim]) {
    if (channels === 4 && width === size.width && height === size.height) continue
    throw new MaskTheFaceError({
      code: 'bad-template',
      message: `Expected a drawing of ${size.width}×${size.height}×4 but received ${width}×${height}×${channels}`,
      details: { width, height, channels },
    })
  }
  const texels = createImage(fabric.width, fabric.height, 3)
  for (let i = 0, j = 0; i < fabric.data.length; i += 4, j += 3) {
    const grey = fabric.data[i]!
    const light = Math.max(0, (grey - neutralGrey) / (255 - neutralGrey))
    const shade = grey < neutralGrey ? grey / neutralGrey : 1 - light
    const over = trim.data[i + 3]! / 255
    const under = (fabric.data[i + 3]! / 255) * (1 - over)
    texels.data[j] = 255 * under * shade
    texels.data[j + 1] = 255 * under * light + over * trim.data[i]!
    texels.data[j + 2] = 255 * (under + over)
  }
  return texels
}
