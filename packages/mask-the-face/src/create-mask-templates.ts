import { createImage, type Image } from '@maskmirror/core'
import { resizeImage } from '@maskmirror/imaging'
import type { MaskTemplate, MaskTemplates, RasteriseSvg } from './mask-template.ts'
import { type MaskType, maskTypes } from './mask-type.ts'
import type { HoldPoints } from './six-points.ts'
import { templateTexels } from './template-texels.ts'
import { templateSources } from './templates/index.ts'

/** Down to 20×16 texels: smaller than the mask on any face that a recogniser can use. */
const levelCount = 6

/**
 * Rasterises the package's templates and their levels of detail; once for a process, about 7 MB.
 *
 * @param rasterise such as `rasteriseSvg` of `@maskmirror/imaging/codec`
 * @throws MaskTheFaceError `bad-template` when the rasteriser gives another size or no RGBA
 */
export async function createMaskTemplates(rasterise: RasteriseSvg): Promise<MaskTemplates> {
  const entries = await Promise.all(
    maskTypes.map(async (type): Promise<[MaskType, MaskTemplate]> => {
      const { width, height, fabric, trim, anchors } = templateSources[type]
      const drawings = [await rasterise(fabric, width, height), await rasterise(trim, width, height)] as const
      const texels = templateTexels({ width, height }, ...drawings)
      const levels = Array.from({ length: levelCount }, (_, level) =>
        withBorder(level === 0 ? texels : resizeImage(texels, width >> level, height >> level)),
      )
      return [type, { type, width, height, levels, anchors: withNoseTip(anchors) }]
    }),
  )
  return Object.fromEntries(entries) as Record<MaskType, MaskTemplate>
}

/** Over the chin at the height of the cheek points, which lie at the height of the nose tip. */
function withNoseTip(anchors: readonly number[]): HoldPoints {
  return Float64Array.of(...anchors, anchors[8]!, (anchors[1]! + anchors[5]!) / 2)
}

/** One transparent texel around, so that an edge fades and what lies outside needs no sample. */
function withBorder(image: Image): Image {
  const { width, height, channels, data } = image
  const result = createImage(width + 2, height + 2, channels)
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * channels, (y + 1) * width * channels)
    result.data.set(row, ((y + 1) * (width + 2) + 1) * channels)
  }
  return result
}
