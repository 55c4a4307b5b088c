import { createImage, type Image } from '@maskmirror/core'
import { MaskTheFaceError } from './error.ts'
import { templateShadow } from './template-shadow.ts'
import { neutralGrey } from './templates/template-source.ts'

/**
 * Turns a template's two pictures into texels of multiply, add, alpha and shadow (see MaskTemplate).
 *
 * @param size what both pictures must measure; multiples of 4
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
  const texels = createImage(fabric.width, fabric.height, 4)
  const alpha = createImage(fabric.width, fabric.height, 1)
  for (let i = 0; i < fabric.data.length; i += 4) {
    const grey = fabric.data[i]!
    const light = Math.max(0, (grey - neutralGrey) / (255 - neutralGrey))
    const shade = grey < neutralGrey ? grey / neutralGrey : 1 - light
    const over = trim.data[i + 3]! / 255
    const under = (fabric.data[i + 3]! / 255) * (1 - over)
    texels.data[i] = 255 * under * shade
    texels.data[i + 1] = 255 * under * light + over * trim.data[i]!
    texels.data[i + 2] = 255 * (under + over)
    alpha.data[i / 4] = 255 * (under + over)
  }
  const shadow = templateShadow(alpha)
  for (let i = 0; i < shadow.data.length; i++) texels.data[i * 4 + 3] = shadow.data[i]!
  return texels
}
