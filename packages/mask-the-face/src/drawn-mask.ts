import type { Image } from '@maskmirror/core'
import type { MaskColourName, Rgb } from './mask-colour.ts'
import type { MaskType } from './mask-type.ts'
import type { MaskWarp } from './mask-warp.ts'
import type { SixPointsFailure } from './six-points.ts'

/** From which a picture can be drawn again: plain data, fit for JSON. */
export interface MaskRecord {
  readonly generatorVersion: string
  readonly type: MaskType
  readonly colour: MaskColourName | Rgb
  /** a…f in pixels of the picture, 12 numbers. */
  readonly sixPoints: readonly number[]
  /** In pixels of the picture: where a mask on a turned head is folded. */
  readonly noseTip: readonly [x: number, y: number]
  /** From template pixels to picture pixels: the homography, or one map for each half. */
  readonly warp: MaskWarp
  /** Factor on the fabric's colour that fits it to the light on the face. */
  readonly gain: number
  /** The pixels that may have changed. */
  readonly coverageBox: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

export interface DrawnMask {
  /** RGB, as large as the input; pixels with alpha 0 are bit for bit those of the input. */
  readonly image: Image
  /** One channel, as large as the input: 255 where only the mask is seen. */
  readonly alpha: Image
  readonly record: MaskRecord
}

/** Why no mask was drawn. */
export type DrawMaskFailure = SixPointsFailure | 'outside-picture' | 'face-too-small' | 'unstable-warp'
