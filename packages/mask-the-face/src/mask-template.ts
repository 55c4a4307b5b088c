import type { Image } from '@maskmirror/core'
import type { MaskType } from './mask-type.ts'
import type { HoldPoints } from './six-points.ts'

/** Draws an SVG document at a size, to RGBA with straight alpha. Passed in, so that drawing masks works in a browser too. */
export type RasteriseSvg = (svg: string, width: number, height: number) => Promise<Image>

/**
 * A rasterised template.
 *
 * A texel holds multiply, add and alpha, each 0..255 and premultiplied by alpha: a fabric of colour `c` shows
 * `c · multiply/255 + add` over the picture. All three are linear, so they can be averaged and interpolated.
 */
export interface MaskTemplate {
  readonly type: MaskType
  /** Size of the first level without its border. */
  readonly width: number
  readonly height: number
  /** Half the size each, with a transparent border of one texel around. 3 channels: multiply, add, alpha. */
  readonly levels: readonly Image[]
  /** In pixels of the first level, its border not counted. */
  readonly anchors: HoldPoints
}

export type MaskTemplates = Readonly<Record<MaskType, MaskTemplate>>
