import { createImage, type Image } from '@maskmirror/core'
import { resizeImage } from '@maskmirror/imaging'
import { type CoverType, coverHolds, coverTypes } from './cover-type.ts'
import { imageChecksum } from './image-checksum.ts'
import type { MaskTemplate, RasteriseSvg } from './mask-template.ts'
import type { PixelBox } from './pixel-box.ts'
import type { HoldPoints } from './six-points.ts'
import { templateTexels } from './template-texels.ts'
import { templateSources } from './templates/index.ts'

/** Down to 20×16 texels: smaller than the mask on any face that a recogniser can use. */
const levelCount = 6

/**
 * Rasterises the package's templates and their levels of detail; once for a process. Each takes about 1.7 MB and 40 ms.
 *
 * @param rasterise such as `rasteriseSvg` of `@maskmirror/imaging/codec`
 * @param types those that will be drawn; default all
 * @throws MaskTheFaceError `bad-template` when the rasteriser gives another size or no RGBA
 */
export async function createMaskTemplates<T extends CoverType = CoverType>(
  rasterise: RasteriseSvg,
  types: readonly T[] = coverTypes as readonly CoverType[] as readonly T[],
): Promise<Readonly<Record<T, MaskTemplate>>> {
  const entries = await Promise.all(
    [...new Set(types)].map(async (type): Promise<[T, MaskTemplate]> => {
      const { width, height, fabric, trim, anchors, loops = null } = templateSources[type]
      const drawings = [await rasterise(fabric, width, height), await rasterise(trim, width, height)] as const
      const texels = templateTexels({ width, height }, ...drawings)
      const levels = halvedLevels(texels).map(withBorder)
      const hold = coverHolds[type]
      const points = hold === 'jaw' ? withNoseTip(anchors) : Float64Array.from(anchors)
      const [content, checksum] = [contentOf(texels), imageChecksum(texels)]
      return [type, { type, hold, width, height, levels, anchors: points, loops, content, checksum }]
    }),
  )
  return Object.fromEntries(entries) as Record<T, MaskTemplate>
}

/** Over the chin at the height of the cheek points, which lie at the height of the nose tip. */
function withNoseTip(anchors: readonly number[]): HoldPoints {
  return Float64Array.of(...anchors, anchors[8]!, (anchors[1]! + anchors[5]!) / 2)
}

/** A drawing and its halves, each made of the one before. */
function halvedLevels(texels: Image): Image[] {
  const levels = [texels]
  for (let level = 1; level < levelCount; level++) {
    const { width, height } = texels
    levels.push(resizeImage(levels[level - 1]!, width >> level, height >> level))
  }
  return levels
}

/** The box around what covers or shades; the whole canvas of an empty drawing. */
function contentOf({ data, width, height }: Image): PixelBox {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4
      if (data[i + 2] === 0 && data[i + 3] === 0) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  if (right < 0) return { x: 0, y: 0, width, height }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
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
