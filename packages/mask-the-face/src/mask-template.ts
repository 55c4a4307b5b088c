import type { Image } from '@maskmirror/core'
import type { CoverType, HoldName } from './cover-type.ts'
import type { PixelBox } from './pixel-box.ts'
import type { HoldPoints } from './six-points.ts'

/** Draws an SVG document at a size, to RGBA with straight alpha. Passed in, so that drawing masks works in a browser too. */
export type RasteriseSvg = (svg: string, width: number, height: number) => Promise<Image>

/**
 * A rasterised template.
 *
 * A texel holds multiply, add, alpha and shadow, each 0..255, the first two premultiplied by alpha: a fabric of colour `c`
 * shows `c · multiply/255 + add` over the picture, which its shadow darkens before. All four are linear, so they can be
 * averaged and interpolated.
 */
export interface MaskTemplate {
  readonly type: CoverType
  readonly hold: HoldName
  /** Size of the first level without its border. */
  readonly width: number
  readonly height: number
  /** Half the size each, with a transparent border of one texel around. 4 channels: multiply, add, alpha, shadow. */
  readonly levels: readonly Image[]
  /** In pixels of the first level, its border not counted: 14 numbers for what the jaw holds, else 6. */
  readonly anchors: HoldPoints
  /** Where loops leave the mask on its left, the upper and the lower, x, y in the same pixels; `null` for what has none. */
  readonly loops: readonly number[] | null
  /** The pixels of the first level that are not empty, its border not counted. */
  readonly content: PixelBox
  /** Of the first level: another drawing has another one. */
  readonly checksum: string
}

/** Those that were made, which need not be all. */
export type MaskTemplates = Readonly<Partial<Record<CoverType, MaskTemplate>>>
